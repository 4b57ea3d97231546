// Read what argmap wrote with @argdown/core, Graphviz (as WebAssembly) and Mermaid: node read.mjs FOLDER
import fs from "fs";
import path from "path";
import { argdown } from "@argdown/core";
import { instance } from "@viz-js/viz";
import { JSDOM } from "jsdom";

const page = new JSDOM("<body></body>");
globalThis.window = page.window;
globalThis.document = page.window.document;
const mermaid = (await import("mermaid")).default;

const same = (found, wanted) => {
  if (JSON.stringify(found) !== JSON.stringify(wanted))
    throw new Error(`found ${JSON.stringify(found)?.slice(0, 300)}, wanted ${JSON.stringify(wanted)?.slice(0, 300)}`);
};
// What Python calls white space.
const line = (text) => text.split(/[\s\x1c-\x1f\x85]+/u).filter(Boolean).join(" ").replace(/\ufeff/gu, "\ufeff");

function readArgdown(folder, wanted) {
  const input = fs.readFileSync(path.join(folder, "argdown"), "utf8");
  const read = argdown.run({ process: ["parse-input", "build-model"], input, logLevel: "error", throwExceptions: true });
  same([read.lexerErrors?.length ?? 0, read.parserErrors?.length ?? 0], [0, 0]);
  const named = { ...read.statements, ...read.arguments };
  wanted.words.forEach((_, at) => {
    const found = named[`c${at + 1}`];
    if (!found) throw new Error(`c${at + 1} is missing`);
    const text = found.members.map((one) => (one.text ?? "").trim()).find(Boolean);
    same(text?.replace(/\s+/gu, " "), (wanted.lines[at] || "…").trim().replace(/\s+/gu, " "));
    if (wanted.authors[at] !== null) same(found.data?.author, wanted.authors[at]);
    same(found.tags, [wanted.kinds[at]]);
  });
  const kinds = new Set(read.relations.map((one) => `${one.from.title} ${one.relationType} ${one.to.title}`));
  for (const [source, target, kind, step] of wanted.relations) {
    const type = step !== null && kind === "attack" ? "undercut" : kind;
    // Argdown has no relation from a thing to itself.
    if (source !== target && !kinds.has(`c${source + 1} ${type} c${target + 1}`))
      throw new Error(`c${source + 1} ${type} c${target + 1} is missing: ${[...kinds].join("; ").slice(0, 300)}`);
  }
}

async function readDot(folder, wanted) {
  // An instance wears out after some hundred graphs.
  const viz = await instance();
  const read = viz.render(fs.readFileSync(path.join(folder, "dot"), "utf8"), { format: "canon" });
  same([read.status, read.errors.filter((one) => one.level === "error")], ["success", []]);
  same([...read.output.matchAll(/^\s+c\d+\s+\[/gmu)].length, wanted.words.length);
}

async function readMermaid(folder, wanted) {
  const input = fs.readFileSync(path.join(folder, "mermaid"), "utf8");
  same((await mermaid.parse(input)).diagramType, "flowchart-v2");
}

const peers = { "@argdown/core: Argdown": readArgdown, "Graphviz: DOT": readDot, "Mermaid: flowchart": readMermaid };
const folders = fs.readdirSync(process.argv[2]).filter((name) => fs.existsSync(path.join(process.argv[2], name, "expected.json")));
const failures = {};
for (const name of folders.sort()) {
  const folder = path.join(process.argv[2], name);
  const wanted = JSON.parse(fs.readFileSync(path.join(folder, "expected.json"), "utf8"));
  wanted.lines = wanted.labels.map(line);
  for (const [peer, read] of Object.entries(peers)) {
    try {
      await read(folder, wanted);
    } catch (error) {
      failures[peer] = (failures[peer] ?? 0) + 1;
      if (failures[peer] <= 3) console.log(name, peer, String(error.message ?? error).slice(0, 600));
    }
  }
}
for (const peer of Object.keys(peers))
  console.log(peer.padEnd(28) + String(folders.length - (failures[peer] ?? 0)).padStart(5) + " read" + String(failures[peer] ?? 0).padStart(5) + " failed");
process.exit(Object.keys(failures).length ? 1 : 0);
