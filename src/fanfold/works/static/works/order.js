// Lists marked data-order are put in order by dragging, and by two buttons on each of their items.
// Without this module the numbers are typed; with it they follow where the items stand.
for (const list of document.querySelectorAll("[data-order]")) {
  const status = list.parentElement.querySelector("[data-order-status]");
  let dragged = null;

  const number = () => {
    [...list.children].forEach((item, place) => {
      item.querySelector("input[type=number]").value = place + 1;
      item.querySelector("[data-up]").disabled = place === 0;
      item.querySelector("[data-down]").disabled = place === list.children.length - 1;
    });
  };

  const tell = (item) => {
    const title = item.querySelector("bdi").textContent;
    const place = [...list.children].indexOf(item) + 1;
    status.textContent = list.dataset.moved.replace("%(title)s", title).replace("%(place)s", place);
  };

  const button = (item, mark, words, move) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "button";
    made.dataset[mark] = "";
    made.textContent = mark === "up" ? "↑" : "↓";
    made.setAttribute("aria-label", `${words}: ${item.querySelector("bdi").textContent}`);
    made.addEventListener("click", () => {
      move();
      number();
      tell(item);
      // A button that has become useless hands the focus to its neighbour.
      (made.disabled ? item.querySelector("button:enabled") : made).focus();
    });
    return made;
  };

  for (const item of list.children) {
    item.draggable = true;
    const moves = document.createElement("span");
    moves.className = "moves";
    moves.append(
      button(item, "up", list.dataset.up, () => item.previousElementSibling?.before(item)),
      button(item, "down", list.dataset.down, () => item.nextElementSibling?.after(item)),
    );
    item.append(moves);
    item.addEventListener("dragstart", (event) => {
      dragged = item;
      event.dataTransfer.effectAllowed = "move";
      item.classList.add("dragged");
    });
    item.addEventListener("dragend", () => {
      item.classList.remove("dragged");
      number();
      tell(item);
      dragged = null;
    });
    item.addEventListener("dragover", (event) => {
      if (!dragged) return;
      event.preventDefault();
      if (item === dragged) return;
      const box = item.getBoundingClientRect();
      if (event.clientY < box.top + box.height / 2) item.before(dragged);
      else item.after(dragged);
    });
    // A typed number moves the item there, as it would without this module.
    item.querySelector("input[type=number]").addEventListener("change", (event) => {
      const place = Number(event.target.value);
      if (!Number.isInteger(place) || place < 1 || place > list.children.length) return;
      item.remove();
      if (place > list.children.length) list.append(item);
      else list.children[place - 1].before(item);
      number();
      tell(item);
      event.target.focus();
    });
  }
  number();
}
