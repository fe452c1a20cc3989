// Proposes the browser's own time zone beside the list of zones, where the list has it and something
// else is chosen. Choosing is a click, saving another: nothing changes by itself.
const list = document.querySelector("select[data-time-zone]");
const proposal = document.querySelector("[data-time-zone-proposal]");
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

if (list && proposal && [...list.options].some((option) => option.value === zone)) {
  const show = () => { proposal.hidden = list.value === zone; };
  proposal.append(zone.replaceAll("_", " "));
  proposal.querySelector("button").addEventListener("click", () => {
    list.value = zone;
    show();
    list.focus();
  });
  list.addEventListener("change", show);
  show();
}
