// SPDX-License-Identifier: Apache-2.0
"use strict";

const POLL_MILLIS = 2000;

let target = byId("target").value;
let shownDrive = "";
let unreachable = false;
let refreshing = Promise.resolve();

async function request(path, body) {
  const options = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  const response = await fetch("/control" + path, options);
  const answer = await response.json();
  if (!response.ok) {
    throw new Error(answer.error);
  }
  return answer;
}

function report(text, failed) {
  unreachable = false;
  byId("status").textContent = text;
  byId("status").classList.toggle("error", failed);
}

async function run(label, path, body) {
  try {
    await request(path, body);
    report(label + ": done.", false);
  } catch (error) {
    report(label + ": " + error.message, true);
  }
  await refresh();
}

function button(text, item, action) {
  const created = element("button", text);
  created.type = "button";
  created.dataset.key = text + item.id;
  created.setAttribute("aria-label", text + " " + item.name);
  created.addEventListener("click", action);
  return created;
}

async function create(parent, folder) {
  const title = folder ? "New folder" : "New file";
  const fields = [["Name", textField("")]];
  if (!folder) {
    fields.push(["Size", sizeField(1)]);
  }
  const values = await ask(title + " in " + parent.name, fields);
  if (values) {
    const body = { target, parent: parent.id, name: values[0], folder };
    await run(title, "/drive/create", folder ? body : { ...body, size: Number(values[1]) });
  }
}

async function edit(item) {
  const values = await ask("Edit " + item.name, [["Size", sizeField(item.size + 1)]]);
  if (values) {
    await run("Edit", "/drive/update", { target, item: item.id, size: Number(values[0]) });
  }
}

async function rename(item) {
  const values = await ask("Rename " + item.name, [["Name", textField(item.name)]]);
  if (values) {
    await run("Rename", "/drive/rename", { target, item: item.id, name: values[0] });
  }
}

async function move(drive, item) {
  const values = await ask("Move " + item.name, [["Folder", folderField(drive, item)]]);
  if (values) {
    await run("Move", "/drive/move", { target, item: item.id, parent: values[0] });
  }
}

function itemNode(drive, item, children) {
  const node = document.createElement("li");
  const name = element("bdi", item.folder ? item.name + "/" : item.name + ", " + item.size + " bytes");
  name.className = "name";
  const buttons = [];
  if (item.folder) {
    buttons.push(button("New file", item, () => create(item, false)));
    buttons.push(button("New folder", item, () => create(item, true)));
  } else {
    buttons.push(button("Edit", item, () => edit(item)));
  }
  if (item.id !== drive.root) {
    buttons.push(button("Rename", item, () => rename(item)));
    buttons.push(button("Move", item, () => move(drive, item)));
    buttons.push(button("Delete", item,
      () => run("Delete", "/drive/delete", { target, item: item.id })));
  }
  node.append(name, " ", ...buttons.flatMap((each) => [each, " "]));
  const below = children.get(item.id) || [];
  if (below.length > 0) {
    const list = document.createElement("ul");
    list.append(...below.map((child) => itemNode(drive, child, children)));
    node.append(list);
  }
  return node;
}

function showDrive(drive) {
  byId("shown").textContent = target;
  const text = JSON.stringify(drive);
  // a closed dialog returns the focus to the button that opened it, which must still exist
  if (text === shownDrive || byId("dialog").open) {
    return;
  }
  shownDrive = text;
  const children = new Map();
  for (const item of drive.items) {
    children.set(item.parentId, [...(children.get(item.parentId) || []), item]);
  }
  const focused = document.activeElement.dataset.key;
  byId("drive-id").textContent = drive.driveId;
  byId("drive-type").textContent = drive.type;
  const root = { id: drive.root, name: "root", folder: true };
  byId("tree").replaceChildren(itemNode(drive, root, children));
  if (focused) {
    const again = [...byId("tree").querySelectorAll("button")].find((each) => each.dataset.key === focused);
    (again || byId("tree").querySelector("button")).focus();
  }
}

function showState(state) {
  const targets = Object.entries(state.targets);
  byId("sessions").replaceChildren(...targets.map(([path, { sessions }]) => {
    const row = document.createElement("tr");
    row.append(element("td", path), element("td", sessions));
    return row;
  }));
  byId("targets").replaceChildren(...targets.map(([path]) => {
    const option = document.createElement("option");
    option.value = path;
    return option;
  }));
  byId("network").textContent = [
    state.frozen ? "frozen" : "running",
    state.refusingUpgrades > 0 ? "refuses WebSockets" : "accepts WebSockets",
    state.openSockets + " open WebSockets",
  ].join(", ");
}

async function load() {
  const loaded = target;
  try {
    const [state, drive] = await Promise.all([request("/state"), request("/drive/items", { target: loaded })]);
    if (loaded === target) {
      showState(state);
      showDrive(drive);
    }
    if (unreachable) {
      report("", false);
    }
  } catch (error) {
    report("Refresh: " + error.message, true);
    unreachable = true;
  }
}

/** Loads the state after the loads before it, because a slow response must not replace a later one. */
function refresh() {
  refreshing = refreshing.then(load);
  return refreshing;
}

for (const each of document.querySelectorAll("button[data-call]")) {
  each.addEventListener("click", () => {
    const body = JSON.parse(each.dataset.body || "{}");
    if (!("global" in each.dataset)) {
      body.target = target;
    }
    run(each.textContent, each.dataset.call, body);
  });
}

byId("target-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const entered = byId("target").value.trim();
  try {
    await request("/drive/items", { target: entered });
    target = entered;
    report("", false);
  } catch (error) {
    report(error.message, true);
  }
  await refresh();
});

async function poll() {
  if (!document.hidden && !byId("dialog").open) {
    await refresh();
  }
  setTimeout(poll, POLL_MILLIS);
}

refresh().then(poll);
