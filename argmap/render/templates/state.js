// What is selected and shown. One value; `go` changes it, puts it into the address, and tells every column.
const STEPS = 2;
const state = { dispute: null, component: null, relations: null, centre: null, view: "picture", scope: "point",
  steps: STEPS, off: new Set(), least: 0, folded: new Set(), opened: new Set() };
const watchers = [];
let writing = false;

function byRank() {
  return disputes.map((_, number) => number).sort((a, b) => disputes[a].rank - disputes[b].rank || a - b);
}

function watch(told) {
  watchers.push(told);
}

function tell(before) {
  for (const told of watchers) told(before);
}

function go(change, { quietly = false } = {}) {
  // `quietly`: the step is not one to come back to, such as each place that a slider passes.
  const before = { ...state };
  Object.assign(state, change);
  if (state.scope === "near" && state.centre === null) state.centre = state.component;
  const address = written() || "#";
  if (address !== (location.hash || "#")) remember(address, quietly);
  tell(before);
}

function remember(address, quietly) {
  try {
    if (quietly) history.replaceState(null, "", address);
    else {
      location.hash = address;
      writing = true;
    }
  } catch {
    // A frame without an address of its own, as in a notebook: nothing to come back to.
  }
}

function written() {
  const parts = [], say = (name, value) => parts.push(`${name}=${encodeURIComponent(value)}`);
  const ids = (name, set) => [...set].forEach(number => say(name, components[number].id));
  if (state.dispute !== null) say("d", disputes[state.dispute].rank);
  if (state.component !== null) say("c", components[state.component].id);
  if (state.relations) state.relations.forEach(number => say("r", relations[number].id));
  if (state.scope === "near" && state.centre !== null) say("n", components[state.centre].id);
  if (state.scope === "near" && state.steps !== STEPS) say("k", state.steps);
  if (state.scope === "all") say("s", "all");
  if (state.view === "outline") say("v", "outline");
  if (state.least) say("min", state.least);
  [...state.off].forEach(name => say("off", name));
  ids("f", state.folded);
  ids("o", state.opened);
  return parts.length ? `#${parts.join("&")}` : "";
}

function read() {
  const given = new URLSearchParams(location.hash.slice(1));
  const place = (list, id) => (id === null ? -1 : list.findIndex(item => item.id === id));
  const find = id => (place(components, id) < 0 ? null : place(components, id));
  const set = name => new Set(given.getAll(name).map(find).filter(number => number !== null));
  const ranked = disputes.findIndex(dispute => String(dispute.rank) === given.get("d"));
  const links = given.getAll("r").map(id => place(relations, id)).filter(number => number >= 0);
  const centre = find(given.get("n")), all = given.get("s") === "all";
  return {
    dispute: ranked >= 0 ? ranked : disputes.length ? byRank()[0] : null,
    component: find(given.get("c")), relations: links.length ? links : null, centre,
    scope: all ? "all" : centre !== null || !disputes.length ? "near" : "point",
    view: given.get("v") === "outline" ? "outline" : "picture",
    steps: Math.max(1, Math.min(9, Number(given.get("k")) || STEPS)), least: Math.max(0, Math.min(100, Number(given.get("min")) || 0)),
    off: new Set(given.getAll("off")), folded: set("f"), opened: set("o"),
  };
}

window.addEventListener("hashchange", () => {
  if (writing) {
    writing = false;
    return;
  }
  const before = { ...state };
  Object.assign(state, read());
  tell(before);
});

function selectComponent(number) {
  if (reviewing.linking !== null) return takeLink(number);
  const change = { component: number, relations: null };
  const held = state.scope === "all" || isShown(number);
  go(held ? change : { ...change, scope: "near", centre: number, folded: new Set(), opened: new Set() });
  return say(`Selected: ${components[number].label}`);
}

function selectRelations(numbers) {
  go({ component: null, relations: numbers });
  say(`Selected: ${relations[numbers[0]].verb}`);
}

function selectDispute(number) {
  go({ dispute: number, scope: "point", centre: null, component: null, relations: null, folded: new Set(), opened: new Set() });
  say(`Point ${disputes[number].rank}: ${disputes[number].point}`);
}

function letGo() {
  go({ component: null, relations: null });
}
