"use strict";
(() => {
  // Settings of another graph on another port are not to be shown here.
  const yasgui = new Yasgui(document.getElementById("yasgui"), {
    requestConfig: { endpoint: `${location.origin}/sparql`, method: "POST" },
    copyEndpointOnNewTab: true,
    endpointCatalogueOptions: { getData: () => [] },
    persistenceId: `kg-${location.host}`,
    yasqe: {
      value: `PREFIX kg: <https://w3id.org/persian-news-kg/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?name ?articles WHERE {
  ?person a kg:Person ; rdfs:label ?name ; kg:articleCount ?articles .
}
ORDER BY DESC(?articles)
LIMIT 20`,
      createShareableLink: null,
    },
  });
  // What YASGUI leaves out for screen readers: the editor's name, and that its list of
  // tabs holds a button, too.
  const main = document.getElementById("yasgui");
  const mend = () => {
    for (const area of main.querySelectorAll(".CodeMirror textarea")) area.setAttribute("aria-label", main.dataset.editor);
    for (const list of main.querySelectorAll(".tabsList[role=tablist]")) {
      list.setAttribute("role", "group");
      list.setAttribute("aria-label", main.dataset.tabs);
    }
    for (const tab of main.querySelectorAll(".tabsList [role=tab]")) {
      tab.removeAttribute("role");
      tab.removeAttribute("aria-selected");
    }
    for (const panel of main.querySelectorAll("[role=tabpanel]")) panel.removeAttribute("role");
  };
  mend();
  new MutationObserver(mend).observe(main, { childList: true, subtree: true });
  window.kg = { yasgui };
})();
