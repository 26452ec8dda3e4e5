package ui

import (
	"encoding/json"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/models/spec"
	"petri/web/host"
	"petri/web/runner"
	"petri/web/ui/lab"
	"petri/web/ui/measure"
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
	spawn := runner.Browser(events.put)
	bench, meter := lab.New(catalogue, spawn), measure.New(catalogue, spawn, cores()-1)
	if app.IsClient {
		if u := app.Window().URL(); strings.HasSuffix(strings.TrimSuffix(u.Path, "/"), "/"+dimension) {
			meter.Open(u.RawQuery)
		} else {
			bench.Open(u.RawQuery)
		}
		bench.UseStore(runs)
		meter.UseStore(sweeps)
		bench.Heard = append(bench.Heard, saveExport(bench))
		host.Install(bench, meter, events.now)
	}
	// Lab and meter outlive their pages: to look at another page and come back
	// loses nothing.
	app.Route("/", func() app.Composer { return &labPage{lab: bench, meter: meter, events: events} })
	app.Route("/dimension", func() app.Composer { return &dimensionPage{meter: meter, events: events} })
	app.Route("/theory", func() app.Composer { return &theoryPage{bystander: bystander{events: events}} })
	app.Route("/about", func() app.Composer { return &aboutPage{bystander: bystander{events: events}} })
}

// cores is how many threads of work the machine takes at once, 2 at least.
func cores() int {
	if app.IsClient {
		return max(2, app.Window().Get("navigator").Get("hardwareConcurrency").Int())
	}
	return 2
}
