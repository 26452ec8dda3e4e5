// A JavaScript input problem of Open edX. Put this file and openedx.html into a course
// with the addresses of your Petri in the place of ../, and name them in the problem:
//
//   <customresponse cfn="check">
//     <jsinput html_file="/static/openedx.html" height="900" title="Subspace"
//       gradefn="PetriProblem.getGrade" get_statefn="PetriProblem.getState"
//       set_statefn="PetriProblem.setState" sop="false"/>
//   </customresponse>
//
// The grade is what the check, in Python, decides about:
//
//   import json
//   def check(e, answer):
//       run = json.loads(json.loads(answer)["answer"])
//       return run["phase"] == "finished" and run["metrics"]["accuracy"] >= 0.65
//
// A state is a few hundred characters: the recipe and how far the run has come. Open
// edX keeps it, and the run is taken again from it when the student comes back. Who
// wants to be sure of a grade takes the run again with `go run ./wasm/worker replay`.
"use strict";

const dish = document.querySelector("petri-dish");
let state = { v: 1, phase: "poster" };
let taking = false; // the state that came back is being taken up: what is between does not count
dish.addEventListener("petri-state", ({ detail }) => {
  taking &&= !(detail.step === state.step && /paused|finished/.test(detail.phase));
  if (!taking) state = detail;
});

const PetriProblem = {
  getGrade: () => JSON.stringify(state),
  getState: () => JSON.stringify(state),
  setState: (text) => {
    const kept = JSON.parse(text);
    if (!kept.config) return;
    taking = kept.step > 0;
    state = kept;
    dish.setState(kept);
  },
};

if (parent !== self) {
  const channel = Channel.build({ window: parent, origin: "*", scope: "JSInput" });
  for (const [name, answer] of Object.entries(PetriProblem)) channel.bind(name, (_, text) => answer(text));
}
