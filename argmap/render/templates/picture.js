// The middle column: which picture, how large, what is lit, how the keyboard walks through it.
const view = { picture: null, svg: null, scale: 1 };
const SMALLEST = 0.62;

function showPicture() {
  const picture = shownPicture(), before = view.picture;
  if (picture === view.picture && view.svg) return light();
  const anchor = state.component !== null && before && placeIn(state.component);
  const focused = document.activeElement && document.activeElement.closest("#picture .card");
  view.picture = picture;
  view.svg = picture && picture.nodes.length ? drawn(picture) : null;
  $("picture").replaceChildren(view.svg || nothingToDraw());
  if (!view.svg) return;
  squeeze(view.svg);
  if (anchor && cardOf(state.component)) hold(anchor);
  else {
    fit();
    $("picture").scrollTo(Math.max(0, ($("picture").scrollWidth - $("picture").clientWidth) / 2), 0);
  }
  light();
  if (focused && cardOf(Number(focused.dataset.c))) cardOf(Number(focused.dataset.c)).focus({ preventScroll: true });
}

function placeIn(number) {
  const card = cardOf(number), box = card && card.getBoundingClientRect();
  return box && { x: box.x, y: box.y };
}

function hold(anchor) {
  // The selected card stays where the eye is while others come and go around it.
  scaleTo(view.scale);
  const now = placeIn(state.component);
  $("picture").scrollBy(now.x - anchor.x, now.y - anchor.y);
}

function nothingToDraw() {
  const head = components.length ? "Nothing is selected" : "There is nothing to draw";
  const rest = components.length
    ? "Choose a claim on the left, or a marked passage in the source: its surroundings are drawn here."
    : "No claims were found in this text.";
  return h("div", { class: "empty" }, h("strong", null, head), rest);
}

function fit() {
  if (!view.svg) return;
  const room = $("picture").getBoundingClientRect();
  const wide = (room.width - 18) / (view.picture.w + 2 * EDGE), high = (room.height - 6) / (view.picture.h + 2 * EDGE);
  scaleTo(Math.max(SMALLEST, Math.min(1, wide, Math.max(high, Math.min(wide, 0.78)))));
}

function scaleTo(scale) {
  if (!view.svg) return;
  view.scale = Math.max(0.2, Math.min(2.5, scale));
  view.svg.setAttribute("width", Math.round((view.picture.w + 2 * EDGE) * view.scale));
  view.svg.setAttribute("height", Math.round((view.picture.h + 2 * EDGE) * view.scale));
}

function light() {
  if (!view.svg) return;
  const near = nearTo(), stop = cardOf(state.component) || view.svg.querySelector(".card");
  for (const card of all(".card", view.svg)) {
    const number = Number(card.dataset.c);
    card.classList.toggle("sel", number === state.component);
    card.classList.toggle("near", near.has(number));
    card.setAttribute("aria-pressed", String(number === state.component));
    card.setAttribute("tabindex", card === stop ? 0 : -1);
  }
  for (const pill of all(".pill", view.svg)) {
    const numbers = numbersOf(pill), picked = Boolean(state.relations && pill.dataset.r === state.relations.join(" "));
    pill.classList.toggle("sel", picked);
    pill.setAttribute("aria-pressed", String(picked));
    pill.setAttribute("tabindex", picked || numbers.some(r => isEnd(r, state.component)) ? 0 : -1);
  }
  for (const edge of all(".edge", view.svg)) {
    const numbers = numbersOf(edge);
    edge.classList.toggle("hot", numbers.some(r => (state.relations ? state.relations.includes(r) : isEnd(r, state.component))));
  }
}

const numbersOf = element => element.dataset.r.split(" ").map(Number);
const isEnd = (number, component) => component !== null && [relations[number].source, relations[number].target].includes(component);

function cardOf(number) {
  return view.svg && view.svg.querySelector(`.card[data-c="${number}"]`);
}

function reveal() {
  const card = state.component !== null && cardOf(state.component);
  if (card) card.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function activate(target) {
  const card = target.closest(".card"), pill = target.closest(".pill"), handle = target.closest(".fold");
  if (handle) (handle.classList.contains("above") ? openAbove : fold)(Number(handle.dataset.fold));
  else if (card) selectComponent(Number(card.dataset.c));
  else if (pill) selectRelations(numbersOf(pill));
  return Boolean(card || pill || handle);
}

function stepIn(picture, number, key) {
  // The card that an arrow key leads to: up to what is answered, down to an answer, left and right in the row.
  const here = picture.nodes.find(node => node[0] === number);
  if (!here) return undefined;
  const shown = new Map(picture.nodes.map(node => [node[0], node]));
  if (key === "ArrowUp" || key === "ArrowDown") {
    const list = key === "ArrowUp" ? leaving[number].map(r => relations[r].target) : entering[number].map(r => relations[r].source);
    return list.find(other => shown.has(other) && other !== number);
  }
  const row = picture.nodes.filter(node => node[2] === here[2]).sort((a, b) => a[1] - b[1]);
  const next = row[row.indexOf(here) + (key === "ArrowRight" ? 1 : -1)];
  return next && next[0];
}

$("picture").addEventListener("click", event => activate(event.target));
$("picture").addEventListener("keydown", event => {
  if (event.key === "Enter" || event.key === " ") {
    if (activate(event.target)) event.preventDefault();
  } else if (event.key.startsWith("Arrow") && event.target.closest(".card")) {
    const next = stepIn(view.picture, Number(event.target.closest(".card").dataset.c), event.key);
    event.preventDefault();
    if (next === undefined) return;
    selectComponent(next);
    cardOf(next).focus();
  }
});
$("picture").addEventListener("wheel", event => {
  if (!event.ctrlKey) return;
  event.preventDefault();
  scaleTo(view.scale * (event.deltaY < 0 ? 1.1 : 0.9));
}, { passive: false });

$("picture").addEventListener("pointerdown", event => {
  if (event.pointerType !== "mouse" || event.button || event.target.closest(".card, .pill")) return;
  const box = $("picture"), from = { x: event.clientX + box.scrollLeft, y: event.clientY + box.scrollTop };
  const move = now => box.scrollTo(from.x - now.clientX, from.y - now.clientY);
  box.classList.add("drag");
  window.addEventListener("pointermove", move);
  window.addEventListener("pointerup", () => {
    box.classList.remove("drag");
    window.removeEventListener("pointermove", move);
  }, { once: true });
});

watch(() => {
  $("picture").hidden = state.view !== "picture" || state.scope === "all";
  if ($("picture").hidden) return;
  showPicture();
  reveal();
});
