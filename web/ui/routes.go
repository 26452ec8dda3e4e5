package ui

import (
	"encoding/json"
	"path"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/models/spec"
	"petri/web/host"
	"petri/web/protocol"
	"petri/web/runner"
	"petri/web/ui/compare"
	"petri/web/ui/lab"
	"petri/web/ui/masklab"
	"petri/web/ui/measure"
	"petri/web/ui/studio"
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
		readFrame()
		translate(catalogue)
	}
	events := new(queue)
	spawn := runner.Browser(events.put)
	classifiers, autoencoders := catalogue.Only(spec.SubspaceLab), catalogue.Only(spec.MasksLab)
	readers := catalogue.Only(spec.PromptsLab)
	reader, studios := newReader(readers, spawn), studiosOf(readers, spawn)
	bench, meter := newLab(classifiers, spawn), measure.New(classifiers, spawn, cores()-1)
	painter, comparer, noise := newLab(autoencoders, spawn), compare.New(autoencoders, spawn, cores()-1), masklab.New(catalogue, spawn)
	if app.IsClient {
		now, player := bench, host.Player(bench) // of the page that was opened, which programs drive
		u := app.Window().URL()
		switch path.Base(u.Path) {
		case dimension:
			player = meter
		case prompts:
			now, player = reader, reader
		case masks:
			now, player = painter, painter
		}
		player.Open(ownQuery(u.RawQuery))
		checkPreset(u.Query().Get("preset"), &now.Notices, &meter.Notices)
		remember(bench, runs, spec.SubspaceLab, events)
		remember(reader, reading, spec.PromptsLab, events)
		remember(painter, masked, spec.MasksLab, events)
		meter.UseStore(sweeps)
		comparer.UseStore(comparisons)
		host.Install(player, now, meter, events.now)
		if app.Getenv("GOAPP_VERSION") != protocol.Version { // the site was renewed under an open page
			now.Outdated(protocol.Version)
			meter.Outdated(protocol.Version)
		}
	}
	// Lab and meter outlive their pages: to look at another page and come back
	// loses nothing.
	app.Route("/", func() app.Composer { return &labPage{page: home, lab: bench, meter: meter, events: events} })
	app.Route("/dimension", func() app.Composer { return &dimensionPage{meter: meter, events: events} })
	app.Route("/prompts", func() app.Composer { return newPromptsPage(reader, studios, events) })
	app.Route("/masks", func() app.Composer { return newMasksPage(painter, noise, comparer, events) })
	app.Route("/theory", func() app.Composer { return &theoryPage{bystander: bystander{events: events}} })
	app.Route("/docs/embed", func() app.Composer { return &embeddingPage{bystander: bystander{events: events}} })
	app.Route("/about", func() app.Composer { return &aboutPage{bystander: bystander{events: events}} })
}

// remember brings back what was kept of a lab. The run that is under way is kept on whole
// pages alone: frames may be many that show the same lab, and their pages keep states.
func remember(l *lab.Lab, s storage, name spec.Lab, events *queue) {
	l.UseStore(s)
	if framed.embed {
		return
	}
	c := checkpoint(name)
	l.UseCheckpoints(c)
	c.takeUp(l, events.now)
}

// studiosOf has a studio for each design, each with what was kept of it.
func studiosOf(c *spec.Catalogue, spawn runner.Spawn) []*studio.Studio {
	var all []*studio.Studio
	for _, d := range []studio.Design{studio.FewShots, studio.Efficiency} {
		s := studio.New(c, d, spawn, cores()-1)
		if app.IsClient {
			s.UseStore(storage("petri-" + d.Name + "-"))
		}
		all = append(all, s)
	}
	return all
}

// newLab is a lab that may take a second worker for landscapes.
func newLab(c *spec.Catalogue, spawn runner.Spawn) *lab.Lab {
	l := lab.New(c, spawn)
	l.Spare = app.IsClient && !framed.embed && app.Window().Get("navigator").Get("hardwareConcurrency").Int() > 1
	return l
}

// newReader is the lab of prompts, which opens with pictures as they are. What stands in the
// pages of others keeps its meaning.
func newReader(c *spec.Catalogue, spawn runner.Spawn) *lab.Lab {
	l := newLab(c, spawn)
	if !framed.embed {
		l.Recipe.Take(asTheyAre(c, l.Recipe.Config.Model.Name))
	}
	return l
}

// cores is how many threads of work this page takes at once, 2 at least. In a frame it
// may have neighbours.
func cores() int {
	if app.IsClient && !framed.embed {
		return max(2, app.Window().Get("navigator").Get("hardwareConcurrency").Int())
	}
	return 2
}
