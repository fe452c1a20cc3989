// Menus marked data-menu close on Escape, on a click elsewhere, and when another one opens.
// Without this module they are details elements that open and close by their summary.
const open = () => document.querySelectorAll("[data-menu][open]");

addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of open()) {
    const inside = menu.contains(document.activeElement);
    menu.open = false;
    if (inside) menu.querySelector("summary").focus();
  }
});

addEventListener("click", (event) => {
  for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
});
