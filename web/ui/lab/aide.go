package lab

import (
	"petri/web/protocol"
	"petri/web/runner"
)

// An aide is a second worker, which takes every other point of a landscape while the
// run stands still. Where it cannot, the first one takes them all.
type aide struct {
	lab     *Lab
	desk    *runner.Desk
	checked bool // it has found at one point what the first worker had found
}

// aideName is the run of the aide, on its worker.
const aideName = "aide"

// call starts an aide for the landscape that has just begun.
func (l *Lab) call() {
	if l.aide != nil || !l.Spare || l.Going() || l.Run == nil {
		return
	}
	a := &aide{lab: l}
	a.desk = runner.NewDesk(l.spawn, a)
	l.aide = a
	a.desk.Ask(aideName, &protocol.Start{Config: l.Run.Config, Paused: true})
}

// dismiss ends the aide, if there is one.
func (l *Lab) dismiss() {
	if l.aide != nil {
		l.aide.desk.Close()
		l.aide = nil
	}
}

// plotted gives the aide its work.
func (l *Lab) plotted(p *protocol.Plot) {
	if l.aide != nil {
		l.aide.desk.Ask(aideName, &protocol.Aide{Plot: *p})
	}
}

// Answer takes what the aide says. When it is ready the first worker is asked for the
// plot, so that it does alone what it can do meanwhile.
func (a *aide) Answer(_ string, e protocol.Event) {
	switch e := e.(type) {
	case *protocol.Started:
		a.lab.runner.Send(&protocol.Analyse{What: "plot"})
	case *protocol.Losses:
		if a.agrees(e) {
			a.lab.runner.Send(&protocol.Know{Losses: *e})
		} else {
			a.lab.dismiss()
		}
	case *protocol.Error:
		a.lab.dismiss()
	}
}

// agrees tells whether the aide finds what the first worker does: the first point of
// the order is the first of the grid, and known to both. A run that began from a file
// has frozen weights that no config tells.
func (a *aide) agrees(e *protocol.Losses) bool {
	s := a.lab.Looks.Surface
	if !a.checked {
		a.checked = s != nil && len(e.At) > 0 && e.At[0] == 0 && e.Values[0] == s.Values[0]
	}
	return a.checked
}

// Revived, Lost and Outdated end the aide: nothing depends on it.
func (a *aide) Revived(string)  { a.lab.dismiss() }
func (a *aide) Lost(string)     { a.lab.dismiss() }
func (a *aide) Outdated(string) { a.lab.dismiss() }
