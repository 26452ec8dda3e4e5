package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/ui/lab"
	"petri/web/ui/text"
)

// tableButtons save a table as CSV and, where the page's language writes a decimal
// comma, in the form that spreadsheets in that language read too.
func tableButtons(key, title, class string, save func(lab.Form)) []app.HTMLButton {
	all := []app.HTMLButton{named(key, title, class, func(app.Context, app.Event) { save(lab.Commas) })}
	if text.Of("mark.decimal") == "," {
		all = append(all, named(key+"-semicolons", text.Of("csv.semicolons", title), class, func(app.Context, app.Event) { save(lab.Semicolons) }))
	}
	return all
}

// tableAnd are the buttons of a table and one more.
func tableAnd(buttons []app.HTMLButton, other app.UI) []app.UI {
	all := []app.UI{}
	for _, b := range buttons {
		all = append(all, b)
	}
	return append(all, other)
}

// downloadCSV hands a table of something to the person.
func downloadCSV(of subject, what string, f lab.Form, csv func(lab.Form) []byte) {
	if f == lab.Semicolons {
		what += "-semicolons"
	}
	download(fileName(of, what, "csv"), "text/csv;charset=utf-8", csv(f))
}
