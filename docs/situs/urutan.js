// The page whose title begins with what was asked for stands first: JML-004 is one rule, not the words "jml" and "004".
var Scorer = {
  score: function (result) {
    var asked = (new URLSearchParams(window.location.search).get("q") || "").trim().toLowerCase();
    return result[4] + (asked && result[1].toLowerCase().startsWith(asked) ? 100 : 0);
  },
  objNameMatch: 11,
  objPartialMatch: 6,
  objPrio: { 0: 15, 1: 5, 2: -5 },
  objPrioDefault: 0,
  title: 15,
  partialTitle: 7,
  term: 5,
  partialTerm: 2,
};
