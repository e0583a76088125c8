/** Menus close once something was chosen, by a click elsewhere and by Escape, as people expect of menus. */
const opened = () => document.querySelectorAll("details.menu[open]");

addEventListener("click", (event) => {
  for (const menu of opened()) if (!menu.contains(event.target) || event.target.closest(".menu-items :is(a, button)")) menu.open = false;
});

addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of opened()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
