// The columns that the template wrote: points, outline and source follow the selection and change it.
const passages = new Map();
for (const span of all("#posts .m")) {
  for (const number of span.dataset.c.split(" ")) {
    passages.set(Number(number), [...(passages.get(Number(number)) || []), span]);
  }
}
const starts = all('#posts .m[role="button"]');
if (starts.length) starts[0].tabIndex = 0;

function showPoints() {
  for (const item of all("#plist .dp")) {
    const on = Number(item.dataset.d) === state.dispute && (state.scope !== "near");
    item.classList.toggle("on", on);
    item.querySelector(".dh").setAttribute("aria-expanded", String(on));
  }
  for (const button of all("#points .strong, #outline .oi")) {
    const on = Number(button.dataset.c) === state.component;
    button.classList.toggle("sel", on);
    button.setAttribute("aria-pressed", String(on));
  }
}

function showOutline() {
  $("outline").hidden = state.view !== "outline";
  $("outline").classList.toggle("one", state.scope === "point" && state.dispute !== null);
  for (const section of all("#outline .os")) section.classList.toggle("on", section.dataset.d === String(state.dispute));
  const chosen = $("outline").querySelector(".oi.sel:not(.again)");
  if (chosen && !$("outline").hidden) chosen.scrollIntoView({ block: "nearest" });
}

function showPassages(before) {
  const dispute = state.dispute === null ? null : disputes[state.dispute];
  const core = new Set(dispute ? [...dispute.for, ...dispute.against] : []);
  for (const span of all("#posts .m")) {
    const inside = span.dataset.c.split(" ").map(Number);
    span.classList.toggle("sel", inside.includes(state.component));
    span.classList.toggle("near", isNear(inside[0], state));
    span.classList.toggle("in", inside.some(number => core.has(number)));
    if (span.hasAttribute("role")) span.setAttribute("aria-pressed", String(inside[0] === state.component));
  }
  if (before.dispute !== state.dispute || !before.marked) showSides(dispute);
  const chosen = state.component === null ? null : components[state.component];
  for (const post of all("#posts .post")) post.classList.toggle("cur", Boolean(chosen) && Number(post.dataset.p) === chosen.post);
  if (chosen && before.component !== state.component) scrollToPassage();
}

function scrollToPassage() {
  const first = (passages.get(state.component) || [])[0] || $(`p${components[state.component].post}`);
  if (!first || !first.offsetParent) return;
  const box = $("posts"), seen = box.getBoundingClientRect(), place = first.getBoundingClientRect();
  if (place.top < seen.top + 20 || place.bottom > seen.bottom - 40) {
    // Twice: posts out of sight have only a guessed height until they are near.
    first.scrollIntoView({ block: "center" });
    requestAnimationFrame(() => first.scrollIntoView({ block: "center" }));
  }
}

function showSides(dispute) {
  for (const post of all("#posts .post")) {
    const number = Number(post.dataset.p);
    const has = list => Boolean(dispute) && list.some(c => components[c].post === number);
    const marks = [];
    for (const side of ["for", "against"]) {
      if (dispute && has(dispute[side])) marks.push(h("span", { class: `pip ${side}`, "aria-hidden": "true" }), h("span", null, side));
    }
    post.querySelector(".st").replaceChildren(...marks);
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
for (const id of ["points", "outline"]) {
  $(id).addEventListener("click", event => {
    const claim = event.target.closest("[data-c]"), head = event.target.closest(".dh");
    if (claim) selectComponent(Number(claim.dataset.c));
    else if (head) selectDispute(Number(head.parentElement.dataset.d));
  });
}
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
  showOutline();
  showPassages(before);
});
