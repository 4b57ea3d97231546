// What is selected and shown. One value; `go` changes it, puts it into the address, and tells every column.
const state = { dispute: disputes.length ? byRank()[0] : null, component: null, relations: null, centre: null,
  view: "picture", scope: "point" };
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

function go(change) {
  const before = { ...state };
  Object.assign(state, change);
  if (state.scope === "near" && state.centre === null) state.centre = state.component;
  const address = written();
  if (address !== location.hash) {
    writing = true;
    location.hash = address;
  }
  tell(before);
}

function written() {
  const parts = [];
  if (state.dispute !== null) parts.push(`d=${disputes[state.dispute].rank}`);
  if (state.component !== null) parts.push(`c=${encodeURIComponent(components[state.component].id)}`);
  if (state.scope === "near" && state.centre !== null) parts.push(`n=${encodeURIComponent(components[state.centre].id)}`);
  if (state.scope === "all") parts.push("s=all");
  if (state.view === "outline") parts.push("v=outline");
  return parts.length ? `#${parts.join("&")}` : "";
}

function read() {
  const given = new URLSearchParams(location.hash.slice(1));
  const find = id => {
    const place = components.findIndex(component => component.id === id);
    return id === null || place < 0 ? null : place;
  };
  const ranked = disputes.findIndex(dispute => String(dispute.rank) === given.get("d"));
  const centre = find(given.get("n"));
  return {
    dispute: ranked >= 0 ? ranked : disputes.length ? byRank()[0] : null,
    component: find(given.get("c")), relations: null, centre,
    scope: given.get("s") === "all" ? "all" : centre !== null || !disputes.length ? "near" : "point",
    view: given.get("v") === "outline" ? "outline" : "picture",
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

function shownPicture() {
  // The picture in the middle: of the dispute, or of what lies around a component.
  if (state.scope !== "point" || state.dispute === null) {
    return state.centre === null ? null : data.near.pictures[data.near.of[state.centre]];
  }
  return disputes[state.dispute].picture;
}

function selectComponent(number) {
  const picture = shownPicture();
  const held = state.scope === "all" || (picture && picture.nodes.some(node => node[0] === number));
  const change = { component: number, relations: null };
  go(held ? change : { ...change, scope: "near", centre: number });
  say(`Selected: ${components[number].label}`);
}

function selectRelations(numbers) {
  go({ component: null, relations: numbers });
  say(`Selected: ${relations[numbers[0]].verb}`);
}

function selectDispute(number) {
  go({ dispute: number, scope: "point", centre: null, component: null, relations: null });
  say(`Point ${disputes[number].rank}: ${disputes[number].point}`);
}

function letGo() {
  go({ component: null, relations: null });
}
