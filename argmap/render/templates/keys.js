// Buttons and keys of the page as a whole, and the start.
function showTab(name, number) {
  document.querySelector("main").dataset.tab = name;
  for (const button of all(".tabs button")) {
    if (button.dataset.tab === name) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
  if (name === "map") {
    if (view.svg) fit();
    reveal();
  }
  if (name === "source" && (number ?? state.component) !== null) scrollToPassage(number ?? state.component);
}

function goTo(name) {
  showTab(name);
  const inside = { points: "#points .dp.on .dh, #points .strong", source: '#posts .m.sel[role="button"], #posts .m[tabindex="0"]',
    map: state.view === "outline" ? '#outline li[tabindex="0"]' : state.scope === "all" ? "#whole canvas" : "#picture .card.sel" };
  const target = document.querySelector(inside[name]) || document.querySelector('#picture .card[tabindex="0"]') || $(name);
  (name === "map" || $(name).contains(target) ? target : $(name)).focus();
}

function setTheme(dark) {
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  if (!whole.network) return;
  mixInks();
  whole.network.redraw();
}

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function zoom(factor) {
  if (state.scope === "all" && whole.network) {
    if (factor) whole.network.moveTo({ scale: whole.network.getScale() * factor });
    else fitWhole();
  } else if (factor) scaleTo(view.scale * factor);
  else fit();
}

function setScope(scope) {
  const fresh = { scope, folded: new Set(), opened: new Set() };
  if (scope === "near") go({ ...fresh, centre: state.component ?? (state.relations ? relations[state.relations[0]].source : state.centre) });
  else go({ ...fresh, centre: null });
}

function setSteps(steps) {
  if (state.scope === "near") go({ steps: Math.max(1, Math.min(9, steps)) });
}

const KEYS = {
  "/": () => $("q").focus(), "?": () => $("keys").showModal(),
  1: () => goTo("points"), 2: () => goTo("map"), 3: () => goTo("source"),
  o: () => go({ view: state.view === "outline" ? "picture" : "outline" }),
  w: () => setScope(state.scope === "all" && disputes.length ? "point" : "all"),
  "+": () => zoom(1.2), "=": () => zoom(1.2), "-": () => zoom(1 / 1.2), 0: () => zoom(0),
  v: () => turnReview(),
  x: () => openExports(),
  f: () => (state.component === null ? openFilters() : fold(state.component)),
  u: () => state.component !== null && openAbove(state.component),
  n: () => state.component !== null && setScope("near"),
  "[": () => setSteps(state.steps - 1), "]": () => setSteps(state.steps + 1),
  b: () => history.back(), s: openFilters,
  Escape: letGo,
};

document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=checkbox]), textarea, select, dialog")) return;
  const does = reviewing.on && Object.hasOwn(REVIEW_KEYS, event.key) ? REVIEW_KEYS : KEYS;
  if (document.activeElement === document.body && ["ArrowDown", "ArrowUp"].includes(event.key) && disputes.length) {
    goTo("points");
    event.preventDefault();
  } else if (Object.hasOwn(does, event.key)) {
    event.preventDefault();
    does[event.key]();
  }
});

for (const button of all("[data-view]")) button.addEventListener("click", () => go({ view: button.dataset.view }));
for (const button of all("[data-scope]")) button.addEventListener("click", () => setScope(button.dataset.scope));
for (const button of all(".tabs button")) button.addEventListener("click", () => showTab(button.dataset.tab));
for (const link of all("[data-skip]")) {
  link.addEventListener("click", event => {
    event.preventDefault();
    showTab(link.dataset.skip);
    $(link.dataset.skip).focus();
  });
}
$("back").addEventListener("click", () => history.back());
$("forward").addEventListener("click", () => history.forward());
$("in").addEventListener("click", () => zoom(1.2));
$("out").addEventListener("click", () => zoom(1 / 1.2));
$("fit").addEventListener("click", () => zoom(0));
$("help").addEventListener("click", () => $("keys").showModal());
$("less").addEventListener("click", () => setSteps(state.steps - 1));
$("more").addEventListener("click", () => setSteps(state.steps + 1));
$("theme").addEventListener("click", () => setTheme(!isDark()));
window.addEventListener("resize", () => state.scope !== "all" && fit());

watch(() => {
  document.body.classList.toggle("picked", state.component !== null || state.relations !== null);
  document.body.classList.toggle("outlined", state.view === "outline");
  for (const button of all("[data-view]")) button.setAttribute("aria-pressed", String(button.dataset.view === state.view));
  for (const button of all("[data-scope]")) button.setAttribute("aria-pressed", String(button.dataset.scope === state.scope));
  document.querySelector(".seg.near").hidden = state.scope !== "near" || state.view !== "picture";
  $("steps").textContent = plural(state.steps, "step");
  const point = document.querySelector('[data-scope="point"]');
  point.disabled = !disputes.length;
  document.querySelector('[data-scope="near"]').disabled = state.scope !== "near" && state.component === null && !state.relations;
});

Object.assign(state, read());
if (!disputes.length && state.centre === null && components.length) {
  const first = document.querySelector("#points .strong");
  state.centre = first ? Number(first.dataset.c) : 0;
}
tell({});
