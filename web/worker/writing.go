package worker

import (
	"strings"

	"petri/methods/train"
	"petri/web/protocol"
)

// writing shows how a text that a person has begun goes on.
func (r *run) writing(c *protocol.Analyse) error {
	draft := train.Draft{Text: strings.Join(c.Texts, " "), Count: c.Count, Temperature: c.Temperature, Seed: c.Seed}
	learned, before, err := r.session.Write(draft)
	if err != nil {
		return err
	}
	r.emit(&protocol.Writing{Step: r.session.Steps(), Read: learned.Read, Cut: learned.Cut, Unknown: learned.Unknown,
		Pieces: learned.Asked, Classes: r.session.Classes(), Learned: continuation(learned), Before: continuation(before)})
	return nil
}

func continuation(w train.Writing) protocol.Continuation {
	v := protocol.Continuation{Next: w.Next, Answers: shares(w.Answers)}
	for _, l := range w.Attention {
		v.Looks = append(v.Looks, protocol.Look{Vectors: shares(l.Vectors), Pieces: shares(l.Pieces)})
	}
	return v
}

func shares(x []float32) []protocol.Number {
	list := make([]protocol.Number, len(x))
	for i, v := range x {
		list[i] = protocol.Number(v)
	}
	return list
}
