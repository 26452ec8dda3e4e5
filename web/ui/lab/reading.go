package lab

import (
	"slices"

	"petri/web/protocol"
)

// Drafts are what a person has typed; nil is nothing yet.
type Drafts struct{ Texts, Template *string }

// Tried is a template for the texts of all classes, and its accuracy.
type Tried struct {
	Template string
	Step     int // of the run that was asked
	Accuracy float64
}

// Write takes texts, and asks how well they go with test pictures.
func (l *Lab) Write(texts []string) {
	l.Looks.Written = texts
	switch {
	case len(texts) == 0:
		l.Looks.Texts = nil
	case l.Looks.asked["texts"]:
		l.Looks.again = true
	default:
		l.compare()
	}
}

func (l *Lab) compare() {
	if len(l.Looks.Written) > 0 && l.ask("texts") {
		l.Looks.sent = l.Looks.Written
		l.runner.Send(&protocol.Analyse{What: "texts", Count: l.compared(), Texts: l.Looks.Written})
	}
}

// answered takes the answer: of the classes' own texts, or of a person's.
func (l *Lab) answered(e *protocol.Texts) {
	delete(l.Looks.asked, e.Name)
	if e.Name == "classes" {
		l.Looks.Classes = e
	} else if len(l.Looks.Written) > 0 {
		l.Looks.Texts, l.Looks.Heads = e, l.Looks.sent
	}
}

// compared is how many pictures are compared with texts: one of each class.
func (l *Lab) compared() int {
	d, _ := l.Catalogue.DataSet(l.Run.Config.Data.Name)
	return max(1, len(d.Learned(l.Run.Config.Data.Classes).Classes))
}

// Try measures a template on the test set.
func (l *Lab) Try(template string) {
	if l.Run != nil && l.Phase != Loading {
		l.runner.Send(&protocol.Analyse{What: "template", Texts: []string{template}})
	}
}

// triedAtMost is how many templates are listed.
const triedAtMost = 8

// tried lists a template once, by its newest accuracy.
func (l *Lab) tried(t Tried) {
	rest := slices.DeleteFunc(l.Looks.Tried, func(old Tried) bool { return old.Template == t.Template })
	l.Looks.Tried = append([]Tried{t}, rest...)
	l.Looks.Tried = l.Looks.Tried[:min(len(l.Looks.Tried), triedAtMost)]
}
