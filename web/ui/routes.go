package ui

import (
	"encoding/json"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/models/spec"
	"petri/web/host"
	"petri/web/runner"
	"petri/web/ui/lab"
)

// catalogue is what can be chosen.
var catalogue = &spec.Catalogue{}

// SetCatalogue says what can be chosen. The generator of the site calls it
// before Routes; in the browser Routes reads the catalogue out of the page.
func SetCatalogue(c *spec.Catalogue) { catalogue = c }

// Routes registers the pages.
func Routes() {
	if app.IsClient {
		node := app.Window().GetElementByID("catalogue")
		if err := json.Unmarshal([]byte(node.Get("textContent").String()), catalogue); err != nil {
			panic("ui: the page's catalogue: " + err.Error())
		}
	}
	events := new(queue)
	bench := lab.New(catalogue, runner.Browser(events.put))
	if app.IsClient {
		bench.Open(app.Window().URL().RawQuery)
		bench.UseStore(runs)
		bench.Heard = append(bench.Heard, saveExport(bench))
		host.Install(bench, events.now)
	}
	// The lab outlives its page: to look at another page and come back loses
	// nothing.
	app.Route("/", func() app.Composer { return &labPage{lab: bench, events: events} })
	app.Route("/about", func() app.Composer { return &aboutPage{bystander: bystander{events: events}} })
}
