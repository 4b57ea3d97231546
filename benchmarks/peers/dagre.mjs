// Lays out the graphs on standard input with dagre: [{nodes: [[id, width, height]], edges: [[from, to]]}] to [[points of each edge]].
import { readFileSync } from "node:fs";
import dagre from "@dagrejs/dagre";

const laid = JSON.parse(readFileSync(0, "utf8")).map(({ nodes, edges }) => {
  const graph = new dagre.graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: "BT", nodesep: 24, ranksep: 58 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const [id, width, height] of nodes) graph.setNode(id, { width, height });
  edges.forEach(([from, to], index) => graph.setEdge(from, to, {}, String(index)));
  dagre.layout(graph);
  return edges.map(([from, to], index) => graph.edge(from, to, String(index)).points.map(point => [point.x, point.y]));
});
process.stdout.write(JSON.stringify(laid));
