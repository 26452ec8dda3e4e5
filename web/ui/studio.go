package ui

import (
	"fmt"
	"slices"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/models/spec"
	"petri/web/ui/compare"
	"petri/web/ui/studio"
	"petri/web/ui/text"
)

// study runs small studies of the page's recipe, and shows what came of them. Which
// studies there are follows from the recipe's model.
type study struct {
	app.Compo
	Page     *labPage
	Studios  []*studio.Studio
	Revision int     // of all studios
	Part     float64 // of all their runs
	Link     string  // what the page's recipe asks for

	chosen string // name of a design
}

// study puts the studios below the lab.
func (p *promptsPage) study() app.UI {
	c := &study{Page: &p.labPage, Studios: p.studios, Link: p.lab.Link()}
	for _, s := range p.studios {
		c.Revision, c.Part = c.Revision+s.Revision, c.Part+s.Part()
	}
	return c
}

// fitting are the studios for the recipe's model, and shown is one of them.
func (c *study) fitting() []*studio.Studio {
	return slices.DeleteFunc(slices.Clone(c.Studios), func(s *studio.Studio) bool { return !s.Fits(c.Page.lab.Recipe.Config) })
}

func (c *study) shown() *studio.Studio {
	all := c.fitting()
	if i := slices.IndexFunc(all, func(s *studio.Studio) bool { return s.Design.Name == c.chosen }); i >= 0 {
		return all[i]
	}
	return all[0]
}

func (c *study) Render() app.UI {
	all := c.fitting()
	if len(all) == 0 {
		return app.Div()
	}
	s := c.shown()
	return app.Section().Class("comparison").DataSet("testid", "studio").Aria("labelledby", "studio-title").Body(
		app.H2().Class("section").ID("studio-title").Text(text.Of("studio")),
		app.If(len(all) > 1, func() app.UI {
			return app.Div().Class("buttons-row", "halves").Role("group").Aria("label", text.Of("studio.designs")).Body(
				app.Range(all).Slice(func(i int) app.UI { return c.design(all[i], all[i] == s) }))
		}),
		app.P().Class("lead").Text(text.Of("studio.lead."+s.Design.Name)),
		explain("studio-"+s.Design.Name),
		c.controls(s),
		messages(&s.Trouble, nil, &s.Notices),
		app.P().Class("unseen").Aria("live", "polite").DataSet("testid", "studio-announcer").Text(c.spoken(s)),
		app.If(s.Now != nil, func() app.UI {
			return &studied{Studio: s, Revision: s.Revision, Differs: s.Differs(c.Page.lab.Recipe.Config)}
		}),
	)
}

// design chooses a study.
func (c *study) design(s *studio.Studio, shown bool) app.UI {
	name := s.Design.Name
	return named("studio-"+name, text.Of("studio.design."+name), "", func(app.Context, app.Event) { c.chosen = name }).Aria("pressed", fmt.Sprint(shown))
}

// controls say how much is studied, and begin.
func (c *study) controls(s *studio.Studio) app.UI {
	fields := s.Fields()
	return app.Div().Class("compare-controls").Body(
		app.Range(fields).Slice(func(i int) app.UI { return c.field(s, fields[i]) }),
		&taking{Of: s.Taker, Start: c.start, Revision: s.Revision, Part: s.Part()},
	)
}

func (c *study) field(s *studio.Studio, f spec.Setting) *field {
	return &field{Form: c, ID: "studio-" + f.Knob.Name, Setting: f, Typed: s.Typed(f), Wrong: s.Wrong(f.Key)}
}

func (c *study) write(_ app.Context, key, typed string) { c.shown().Set(key, typed) }

func (c *study) leave(key string) { c.shown().Leave(key) }

func (c *study) start(app.Context, app.Event) { c.shown().Study(&c.Page.lab.Recipe) }

// spoken is what is read aloud at the end.
func (c *study) spoken(s *studio.Studio) string {
	words := ""
	if s.Phase == compare.Finished {
		for _, sentence := range s.Summary() {
			words += sentence + " "
		}
	}
	return words
}
