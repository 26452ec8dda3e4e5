package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/models/spec"
	"petri/web/ui/text"
)

// credits name the author and the licence of every picture of a data set that
// has them picture by picture.
func credits(d spec.DataInfo) app.UI {
	return app.If(len(d.Credits) > 0, func() app.UI {
		return app.Details().Class("credits").DataSet("testid", "credits-"+d.Name).Body(
			app.Summary().Text(text.Of("credits", len(d.Credits))),
			app.Ul().Attr("translate", "no").Body(app.Range(d.Credits).Slice(func(i int) app.UI {
				c := d.Credits[i]
				return app.Li().Text(text.Of("credit", c.Title, c.Author, c.Licence, c.Source))
			})),
		)
	})
}
