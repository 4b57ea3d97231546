// The columns that the template wrote: points, outline and source follow the selection and change it.
const passages = new Map();
for (const span of all("#posts .m")) {
  for (const number of span.dataset.c.split(" ")) {
    passages.set(Number(number), [...(passages.get(Number(number)) || []), span]);
  }
}
const starts = all('#posts .m[role="button"]');
if (starts.length) starts[0].tabIndex = 0;

// Only what changes is touched: a long thread has thousands of passages.
function showPoints() {
  for (const item of all("#plist .dp")) {
    const on = Number(item.dataset.d) === state.dispute && (state.scope !== "near");
    item.classList.toggle("on", on);
    item.querySelector(".dh").setAttribute("aria-expanded", String(on));
  }
  for (const item of all("#points .sel, #outline .sel")) pressed(item, false);
  for (const item of all(`#points .strong[data-c="${state.component}"], #outline .oi[data-c="${state.component}"]`)) pressed(item, true);
}

function pressed(item, on) {
  item.classList.toggle("sel", on);
  if (item.matches("button, [role=button]")) item.setAttribute("aria-pressed", String(on));
}

const innermost = span => Number(span.dataset.c.split(" ")[0]);

function nearTo() {
  // The components at the other ends of what is selected.
  if (state.relations) return new Set(state.relations.flatMap(r => [relations[r].source, relations[r].target]));
  if (state.component === null) return new Set();
  const ends = [...leaving[state.component].map(r => relations[r].target), ...entering[state.component].map(r => relations[r].source)];
  return new Set(ends.filter(number => number !== state.component));
}

function showPassages(before) {
  for (const span of all("#posts .m.sel")) pressed(span, false);
  for (const span of all("#posts .m.near")) span.classList.remove("near");
  for (const span of passages.get(state.component) || []) {
    span.classList.add("sel");
    if (span.hasAttribute("role")) span.setAttribute("aria-pressed", String(innermost(span) === state.component));
  }
  for (const number of nearTo()) {
    for (const span of passages.get(number) || []) span.classList.toggle("near", innermost(span) === number);
  }
  if (before.dispute !== state.dispute) showSides(state.dispute === null ? null : disputes[state.dispute]);
  const picked = state.component === null ? null : components[state.component];
  for (const post of all("#posts .post.cur")) post.classList.remove("cur");
  if (picked) $(`p${picked.post}`).classList.add("cur");
  if (picked && before.component !== state.component) scrollToPassage(state.component);
  else if (state.relations && before.relations !== state.relations) scrollToPassage(relations[state.relations[0]].source);
}

function scrollToPassage(number) {
  const first = (passages.get(number) || [])[0] || $(`p${components[number].post}`);
  if (!first || !first.offsetParent) return;
  const box = $("posts"), seen = box.getBoundingClientRect(), place = first.getBoundingClientRect();
  if (place.top < seen.top + 20 || place.bottom > seen.bottom - 40) {
    // Twice: posts out of sight have only a guessed height until they are near.
    first.scrollIntoView({ block: "center" });
    requestAnimationFrame(() => first.scrollIntoView({ block: "center" }));
  }
}

function showSides(dispute) {
  for (const span of all("#posts .m.in")) span.classList.remove("in");
  for (const place of all("#posts .st > *")) place.remove();
  for (const side of dispute ? ["for", "against"] : []) {
    for (const number of dispute[side]) for (const span of passages.get(number) || []) span.classList.add("in");
    for (const post of new Set(dispute[side].map(number => components[number].post))) {
      $(`p${post}`).querySelector(".st").append(h("span", { class: `pip ${side}`, "aria-hidden": "true" }), h("span", null, side));
    }
  }
}

function activatePassage(event) {
  const post = event.target.closest("[data-post]");
  if (post) {
    const target = $(`p${post.dataset.post}`);
    target.scrollIntoView({ block: "start" });
    target.focus({ preventScroll: true });
    return;
  }
  const span = event.target.closest(".m");
  if (span && !String(getSelection())) selectComponent(Number(span.dataset.c.split(" ")[0]));
}

function walkPassages(event) {
  const at = starts.indexOf(event.target);
  if (at < 0) return;
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    selectComponent(Number(event.target.dataset.c.split(" ")[0]));
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    const next = starts[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (!next) return;
    rove(next);
    next.focus();
  }
}

function rove(span) {
  for (const other of starts) other.tabIndex = other === span ? 0 : -1;
}

$("posts").addEventListener("click", activatePassage);
$("posts").addEventListener("keydown", walkPassages);
$("posts").addEventListener("focusin", event => starts.includes(event.target) && rove(event.target));
$("points").addEventListener("click", event => {
  const claim = event.target.closest("[data-c]"), head = event.target.closest(".dh");
  if (claim) selectComponent(Number(claim.dataset.c));
  else if (head) selectDispute(Number(head.parentElement.dataset.d));
});
$("points").addEventListener("keydown", event => {
  const heads = all("#plist .dh"), at = heads.indexOf(document.activeElement);
  if (at < 0 || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
  event.preventDefault();
  const next = heads[at + (event.key === "ArrowDown" ? 1 : -1)];
  if (!next) return;
  selectDispute(Number(next.parentElement.dataset.d));
  next.focus();
  next.scrollIntoView({ block: "nearest" });
});

watch(before => {
  showPoints();
  showPassages(before);
});
