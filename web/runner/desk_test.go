package runner

import (
	"fmt"
	"testing"

	"petri/models/spec"
	"petri/web/protocol"
)

// client remembers what it was told.
type client struct{ said []string }

func (c *client) Answer(name string, e protocol.Event) {
	c.said = append(c.said, fmt.Sprintf("%T about %s", e, name))
}
func (c *client) Revived(reason string)   { c.said = append(c.said, "revived: "+reason) }
func (c *client) Lost(reason string)      { c.said = append(c.said, "lost: "+reason) }
func (c *client) Outdated(version string) { c.said = append(c.said, "outdated: "+version) }

func newDesk(t *testing.T) (d *Desk, c *client, ports *[]*fakePort) {
	c, ports = new(client), new([]*fakePort)
	return NewDesk(func(l Listener) Port {
		p := &fakePort{t: t, listener: l}
		*ports = append(*ports, p)
		return p
	}, c), c, ports
}

func TestDesk_Ask(t *testing.T) {
	d, c, ports := newDesk(t)
	want(t, "workers before the first question", len(*ports), 0)
	d.Ask("green", &protocol.Masks{Mask: spec.Part{Name: "green"}})
	d.Ask("red", &protocol.Masks{Mask: spec.Part{Name: "red"}})
	want(t, "workers", len(*ports), 1)
	first := (*ports)[0]
	want(t, "questions", first.commands, []string{"Masks green", "Masks red"})
	first.say("", &protocol.Ready{Version: protocol.Version})
	first.say("green", &protocol.Noise{})
	first.say("red", &protocol.Error{Message: "no"})
	want(t, "answers", c.said, []string{"*protocol.Noise about green", "*protocol.Error about red"})

	d.Close()
	want(t, "closed", first.closed, true)
	first.say("green", &protocol.Noise{})
	want(t, "answers of a worker that was ended", len(c.said), 2)
	d.Ask("green", &protocol.Masks{})
	want(t, "workers after it was closed", len(*ports), 2)
	d.Close()
	d.Close()
}

func TestDesk_workersThatDie(t *testing.T) {
	d, c, ports := newDesk(t)
	for range livesAtMost + 1 {
		d.Ask("green", &protocol.Masks{})
		(*ports)[len(*ports)-1].listener.Died("of age")
	}
	want(t, "workers", len(*ports), livesAtMost+1)
	want(t, "told", c.said, []string{"revived: of age", "revived: of age", "lost: of age", "revived: of age"})
}

func TestDesk_outdatedWorker(t *testing.T) {
	d, c, ports := newDesk(t)
	d.Ask("green", &protocol.Masks{})
	(*ports)[0].say("", &protocol.Ready{Version: "old"})
	want(t, "told", c.said, []string{"outdated: old"})
}
