// SPDX-License-Identifier: Apache-2.0
"use strict";

const byId = (id) => document.getElementById(id);

function element(name, text) {
  const created = document.createElement(name);
  created.textContent = text;
  return created;
}

/** Asks for values in the dialog; resolves to null if it is cancelled. */
function ask(title, fields) {
  const dialog = byId("dialog");
  byId("dialog-title").textContent = title;
  byId("dialog-fields").replaceChildren(...fields.map(([label, control]) => {
    const labelled = element("label", label + " ");
    labelled.append(control);
    return labelled;
  }));
  dialog.returnValue = "";
  dialog.showModal();
  fields[0][1].select?.();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      const values = fields.map(([, control]) => control.value);
      resolve(dialog.returnValue === "ok" ? values : null);
    }, { once: true });
  });
}

function textField(value) {
  const input = document.createElement("input");
  input.value = value;
  input.required = true;
  return input;
}

function sizeField(value) {
  const input = textField(value);
  input.type = "number";
  input.min = "0";
  return input;
}

/** Returns the folders on the way from the root to the item, and the item. */
function way(drive, item) {
  const parent = drive.items.find((other) => other.id === item.parentId);
  return [...(parent ? way(drive, parent) : []), item];
}

function folderField(drive, item) {
  const select = document.createElement("select");
  for (const folder of [{ id: drive.root, name: "" }, ...drive.items.filter((other) => other.folder)]) {
    const folders = way(drive, folder);
    if (!folders.some((each) => each.id === item.id)) {
      const option = element("option", ["root", ...folders.map((each) => each.name).filter(Boolean)].join("/"));
      option.value = folder.id;
      option.selected = folder.id === item.parentId;
      select.append(option);
    }
  }
  return select;
}
