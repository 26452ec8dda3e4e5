package runner

import "petri/web/protocol"

// A Client is told what a desk answers.
type Client interface {
	// Answer brings an event that belongs to what was asked under that name.
	Answer(name string, e protocol.Event)
	// Revived says that the worker died, and all that it was asked with it:
	// the next question starts another.
	Revived(reason string)
	// Lost says the same of workers that keep dying.
	Lost(reason string)
	// Outdated says that the worker is of another build than the page.
	Outdated(version string)
}

// A Desk is one worker that answers questions for which there need be no run.
type Desk struct {
	client Client
	spawn  Spawn
	line   *line // nil before the first question
	lives  lives
}

// NewDesk returns a Desk without a worker; the first question starts one.
func NewDesk(spawn Spawn, client Client) *Desk { return &Desk{client: client, spawn: spawn} }

// Ask puts a question. The answers come in the order of the questions.
func (d *Desk) Ask(name string, c protocol.Command) {
	if d.line == nil {
		d.line = dial(d.spawn, d.heard, d.lose)
	}
	d.line.post(name, c)
}

// Close ends the worker; what it was asked is not answered any more.
func (d *Desk) Close() {
	if d.line != nil {
		d.line.close()
		d.line = nil
	}
}

func (d *Desk) heard(name string, e protocol.Event) {
	if version := outdated(e); version != "" {
		d.client.Outdated(version)
	} else if name != "" {
		d.client.Answer(name, e)
	}
}

func (d *Desk) lose(reason string) {
	d.Close()
	if d.lives.lose() {
		d.client.Lost(reason)
	} else {
		d.client.Revived(reason)
	}
}
