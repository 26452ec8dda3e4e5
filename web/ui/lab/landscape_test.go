package lab

import (
	"math"
	"testing"

	"petri/web/protocol"
	"petri/web/runner"
)

// ended is a lab whose run has ended, and its workers, of which the second is the
// aide's.
func ended(t *testing.T) (*Lab, *[]*fakePort) {
	ports := &[]*fakePort{}
	l := New(catalogue, func(listener runner.Listener) runner.Port {
		p := &fakePort{t: t, listener: listener}
		*ports = append(*ports, p)
		return p
	})
	l.Spare = true
	l.Prepare()
	p := (*ports)[0]
	p.say(&protocol.Started{Config: l.Recipe.Config, Paused: true})
	steps(p, 1, 2, 1)
	p.say(&protocol.Done{Step: 2, Reason: "steps", Digest: "abc"})
	return l, ports
}

// part is a surface of which something is known.
func part(known float64, first float32) *protocol.Surface {
	s := &protocol.Surface{Rows: 2, Cols: 2, Part: known, Values: protocol.Floats{first, 2, 3, 4}}
	if known < 1 {
		s.Values[3] = float32(math.NaN())
	}
	return s
}

var question = protocol.Landscape{Plane: "filter", Points: 13, Examples: 100}

func TestAnAideTakesEveryOtherPoint(t *testing.T) {
	l, ports := ended(t)
	l.Survey(question)
	(*ports)[0].say(part(.25, 1))
	if len(*ports) != 2 {
		t.Fatalf("there are %d workers", len(*ports))
	}
	main, other := (*ports)[0], (*ports)[1]
	want(t, "the aide has", other.took(), "start")
	other.say(&protocol.Started{Config: l.Run.Config, Paused: true})
	want(t, "asked then", main.last.(*protocol.Analyse).What, "plot")
	main.say(&protocol.Plot{Rows: 2, Cols: 2, Plane: protocol.Floats{1, 2, 3}})
	want(t, "the aide's work", other.took(), "aide")
	main.took()
	other.say(&protocol.Losses{At: []int{0, 1}, Values: protocol.Floats{1, 2}})
	want(t, "what it found is told", main.took(), "know")
	main.say(part(1, 1))
	if l.aide != nil || l.Looks.Surveying {
		t.Error("the aide stays when all is known")
	}
	l.Survey(protocol.Landscape{Plane: "raw"})
	l.Survey(question) // is remembered
	want(t, "known at once", l.Looks.Surface != nil && l.Looks.Surface.Part == 1 && !l.Looks.Surveying, true)
}

func TestAnAideThatFindsSomethingElseIsSentAway(t *testing.T) {
	l, ports := ended(t)
	l.Survey(question)
	(*ports)[0].say(part(.25, 1))
	main, other := (*ports)[0], (*ports)[1]
	other.say(&protocol.Started{Config: l.Run.Config, Paused: true})
	main.took()
	other.say(&protocol.Losses{At: []int{0, 1}, Values: protocol.Floats{1.5, 2}})
	want(t, "what it found is not told", main.took(), "")
	want(t, "it is gone", l.aide == nil && l.Looks.Surveying, true)
}

func TestNoAideWhereThereIsNoProcessorOrNoNeed(t *testing.T) {
	l, ports := ended(t)
	l.Spare = false
	l.Survey(question)
	(*ports)[0].say(part(.25, 1))
	want(t, "workers", len(*ports), 1)
	l.Spare = true
	l.EndSurvey()
	l.Survey(question)
	line := part(.25, 1)
	line.Rows, line.Cols = 1, 4
	(*ports)[0].say(line)
	want(t, "workers of a line", len(*ports), 1)
	l.Survey(question)
	(*ports)[0].say(part(.25, 1))
	want(t, "workers of a surface", len(*ports), 2)
	(*ports)[1].listener.Died("no memory")
	want(t, "it is gone", l.aide == nil && l.Looks.Surveying, true)
}

func TestKeptPaths(t *testing.T) {
	l, ports := ended(t)
	l.KeepPath()
	want(t, "the name", (*ports)[0].last.(*protocol.Analyse).Texts, []string{l.Run.Label()})
	(*ports)[0].say(&protocol.Kept{Names: []string{"a"}})
	want(t, "kept", l.Kept, []string{"a"})
	l.ForgetPaths()
	want(t, "asked", (*ports)[0].last.(*protocol.Analyse).What, "forget")
	(*ports)[0].listener.Died("no memory")
	want(t, "kept by a worker that died", len(l.Kept), 0)
}
