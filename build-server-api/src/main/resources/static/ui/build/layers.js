/** Leaves out edges that say nothing new: what a project needs through another one is not drawn a second time. */
function withoutDetours(nodes) {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const reaches = new Map();
  const all = (name, path) => {
    if (reaches.has(name)) return reaches.get(name);
    const found = new Set();
    if (path.has(name)) return found;
    path.add(name);
    for (const other of byName.get(name)?.dependencies ?? []) {
      found.add(other);
      for (const further of all(other, path)) found.add(further);
    }
    path.delete(name);
    reaches.set(name, found);
    return found;
  };
  return nodes.map((node) => ({
    ...node, dependencies: node.dependencies.filter((name) => !node.dependencies.some((other) => other !== name && all(other, new Set()).has(name))),
  }));
}

/** Places the nodes of a graph in layers: each to the right of all that it needs. */
export function layers(all) {
  const nodes = withoutDetours(all);
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const depth = new Map();
  const visit = (name, path) => {
    if (depth.has(name)) return depth.get(name);
    // A circle would be a mistake of the solution; the graph is drawn all the same.
    if (path.has(name) || !byName.has(name)) return -1;
    path.add(name);
    const found = Math.max(-1, ...byName.get(name).dependencies.map((other) => visit(other, path))) + 1;
    path.delete(name);
    depth.set(name, found);
    return found;
  };
  for (const node of nodes) visit(node.name, new Set());
  const columns = [];
  for (const node of nodes) (columns[depth.get(node.name)] ??= []).push(node);
  const places = new Map();
  columns.forEach((column, x) => {
    // Close to what it needs, so that few lines cross.
    const centre = (node) => {
      const rows = node.dependencies.map((name) => places.get(name)?.row).filter((row) => row !== undefined);
      return rows.length ? rows.reduce((sum, row) => sum + row, 0) / rows.length : 0;
    };
    column.sort((a, b) => centre(a) - centre(b) || a.name.localeCompare(b.name));
    column.forEach((node, row) => places.set(node.name, { column: x, row, node }));
  });
  return { places, columns: columns.length, rows: Math.max(0, ...columns.map((column) => column.length)) };
}
