package lab

import "petri/web/protocol"

// A Draft is a text that a person has begun, for a model that continues it.
type Draft struct {
	Text        string
	Temperature float64 // of the draw, 0 to 2; 0 takes the likeliest piece always
	Seed        int     // of the draw
}

// written is how many pieces a model adds to a draft.
const written = 24

// Begin takes a draft, and asks how it goes on.
func (l *Lab) Begin(d Draft) {
	l.Looks.Draft = &d
	if l.Looks.asked["writing"] {
		l.Looks.again = true
		return
	}
	l.goOn()
}

func (l *Lab) goOn() {
	if d := l.Looks.Draft; d != nil && l.ask("writing") {
		l.runner.Send(&protocol.Analyse{What: "writing", Texts: []string{d.Text}, Count: written, Temperature: d.Temperature, Seed: d.Seed})
	}
}
