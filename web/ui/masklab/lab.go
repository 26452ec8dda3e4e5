package masklab

import (
	"cmp"
	"slices"

	"petri/models/spec"
	"petri/web/protocol"
	"petri/web/runner"
	"petri/web/ui/lab"
	"petri/web/ui/text"
)

const (
	// Shown is how many masks of a colour are shown at once.
	Shown = 4
	// together is how many the worker is asked for, the most that it gives, so
	// that it is asked anew only once in so many times that others are shown.
	together = 64
)

// A Lab is everything the laboratory knows. Only the page's goroutine may use it.
type Lab struct {
	Colours  []spec.Info // without a filter first, then by what they let pass
	Chosen   string      // the colour that is looked at more closely
	Trouble  string      // why there is no worker
	Revision int         // rises when something that is shown has changed

	typing   lab.Typing
	settings []spec.Setting
	draw     int // which masks of the endless row are shown
	looks    map[string]*Look
	desk     *runner.Desk
	open     bool

	// By colour: what the worker was asked last and has not answered, what it
	// has answered last, and by setting: what it refused about the present ones.
	under, answered map[string]*protocol.Masks
	refused         map[string]string
}

// New returns a Lab on the colours of a catalogue. Its worker is started when it
// is opened.
func New(c *spec.Catalogue, spawn runner.Spawn) *Lab {
	l := &Lab{Colours: slices.Clone(c.Masks), typing: lab.NewTyping(), looks: map[string]*Look{}, refused: map[string]string{},
		under: map[string]*protocol.Masks{}, answered: map[string]*protocol.Masks{}}
	slices.SortStableFunc(l.Colours, func(a, b spec.Info) int { return cmp.Compare(place(a.Name), place(b.Name)) })
	for _, colour := range l.Colours {
		if l.Chosen == "" || colour.Name == "green" {
			l.Chosen = colour.Name
		}
	}
	l.settings, l.desk = settings(l.Colours), runner.NewDesk(spawn, l)
	return l
}

// place is where a colour stands in the row: those that this package does not
// know come last.
func place(name string) int {
	order := []string{"white", "red", "green", "blue", "purple"}
	if i := slices.Index(order, name); i >= 0 {
		return i
	}
	return len(order)
}

// Open asks for what is not known yet, and from then on for what is changed.
func (l *Lab) Open() {
	l.open = true
	l.Ask()
}

// Leave ends the worker. What it has answered stays.
func (l *Lab) Leave() {
	l.open = false
	l.desk.Close()
	clear(l.under)
}

// Choose looks at a colour more closely.
func (l *Lab) Choose(name string) {
	l.Chosen = name
	l.Revision++
}

// Next shows the masks that follow in the endless row.
func (l *Lab) Next() {
	l.draw++
	l.Revision++
	l.Ask()
}

// Ask asks the worker for what is not as the settings say. There is one question
// about a colour at a time: the answer to it is followed by the newest one.
func (l *Lab) Ask() {
	if !l.open {
		return
	}
	for _, colour := range l.Colours {
		if q := l.question(colour); l.under[colour.Name] == nil && !same(q, l.answered[colour.Name]) {
			l.under[colour.Name] = q
			l.desk.Ask(colour.Name, q)
		}
	}
}

// Answer takes what the worker says of a colour.
func (l *Lab) Answer(name string, e protocol.Event) {
	q := l.under[name]
	if q == nil { // a second error about the same question
		return
	}
	switch e := e.(type) {
	case *protocol.Noise:
		l.looks[name] = &Look{Noise: e, Colour: l.colour(name), asked: q}
		l.Trouble = ""
	case *protocol.Error:
		if same(q, l.question(l.colour(name))) {
			l.refuse(e)
		}
	default:
		return
	}
	l.answered[name] = q
	delete(l.under, name)
	l.Revision++
	l.Ask()
}

// refuse keeps what is wrong with a setting beside it.
func (l *Lab) refuse(e *protocol.Error) {
	why := text.Sentence(lab.Worded(&spec.FieldError{Field: e.Field, Message: e.Message, Reason: e.Reason}, l.settings...))
	if _, ok := l.find(e.Field); ok {
		l.refused[e.Field] = why
	} else {
		l.Trouble = why
	}
}

// Revived asks another worker what the one that died was asked.
func (l *Lab) Revived(string) {
	clear(l.under)
	l.Ask()
}

// Lost says that there is no worker; Ask tries again.
func (l *Lab) Lost(reason string) {
	clear(l.under)
	l.Trouble = text.Of("masklab.lost", reason)
	l.Revision++
}

// Outdated says that page and worker do not understand each other.
func (l *Lab) Outdated(string) {
	l.Leave()
	l.Trouble = text.Of("outdated")
	l.Revision++
}

// Waiting reports whether an answer is to come.
func (l *Lab) Waiting() bool { return len(l.under) > 0 }

// Colour is the chosen one.
func (l *Lab) Colour() spec.Info { return l.colour(l.Chosen) }

func (l *Lab) colour(name string) spec.Info {
	for _, colour := range l.Colours {
		if colour.Name == name {
			return colour
		}
	}
	return spec.Info{}
}
