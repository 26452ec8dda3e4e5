package ui

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// A pen is the pointer that draws: the one that began the stroke, for as long as it
// presses its main button.
type pen struct {
	down bool
	id   int // of the pointer
}

// A pointing is what a pen needs to know of an event of a pointer.
type pointing struct {
	id      int
	first   bool // the first finger, or no finger
	main    bool // what is pressed or let go is a finger or the main button
	menu    bool // a press asks for the menu, as with Ctrl on a Mac
	pressed bool // the main button is down
}

func pointingOf(e app.Event) pointing {
	return pointing{
		id:      e.Get("pointerId").Int(),
		first:   e.Get("isPrimary").Truthy(),
		main:    e.Get("button").Int() == 0,
		menu:    e.Get("ctrlKey").Truthy(),
		pressed: e.Get("buttons").Int()&1 != 0,
	}
}

// press reports whether a stroke begins. A second finger begins none while another one
// draws.
func (p *pen) press(e pointing) bool {
	if !e.main || e.menu || p.down && !e.first {
		return false
	}
	p.down, p.id = true, e.id
	return true
}

// move reports whether the pen draws. Where its button went up unheard, as over a menu
// or outside the window, the stroke is over.
func (p *pen) move(e pointing) bool {
	if p.down && p.id == e.id {
		p.down = e.pressed
		return p.down
	}
	return false
}

// lift ends the stroke of a pointer that went up or was taken away.
func (p *pen) lift(e pointing) {
	if p.id == e.id {
		p.down = false
	}
}
