package masklab

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"petri/methods/train"
	"petri/models/spec"
	"petri/web/protocol"
	"petri/web/runner"
	"petri/web/worker"
)

// desk is the worker of a test. It answers when it is told to, as the real one
// does.
type desk struct {
	t        *testing.T
	listener runner.Listener
	names    []string // asked and not answered
	asked    []*protocol.Masks
	workers  int
	closed   bool
}

func (d *desk) Post(text []byte, parts [][]byte) {
	name, c, err := protocol.DecodeCommand(text)
	if err = errors.Join(err, protocol.Join(c, parts)); err != nil {
		d.t.Fatal(err)
	}
	d.names, d.asked = append(d.names, name), append(d.asked, c.(*protocol.Masks))
}

func (d *desk) Close() { d.closed = true }

// answer answers the oldest question.
func (d *desk) answer() {
	name, q := d.names[0], d.asked[0]
	d.names, d.asked = d.names[1:], d.asked[1:]
	worker.New(nil, func(_ string, e protocol.Event) {
		parts := protocol.Split(e)
		d.listener.Heard(protocol.EncodeEvent(name, e), parts)
	}, func() {}).Do(name, q)
}

func (d *desk) answerAll() {
	for len(d.names) > 0 {
		d.answer()
	}
}

func newLab(t *testing.T) (*Lab, *desk) {
	d := &desk{t: t}
	return New(train.Catalogue(), func(l runner.Listener) runner.Port {
		d.listener, d.closed = l, false
		d.workers++
		d.names, d.asked = nil, nil
		return d
	}), d
}

// opened is a lab that has all its looks.
func opened(t *testing.T) (*Lab, *desk) {
	l, d := newLab(t)
	l.Open()
	d.answerAll()
	return l, d
}

func want[T comparable](t *testing.T, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

func TestLab_Open(t *testing.T) {
	l, d := newLab(t)
	l.Set("mask.ratio", "0.5")
	l.Next()
	want(t, "workers before it is opened", d.workers, 0)
	want(t, "summary", l.Summary(), "The first masks are on their way.")
	l.Open()
	want(t, "order", strings.Join(d.names, " "), "white red green blue purple")
	want(t, "knobs of white", len(d.asked[0].Mask.Knobs), 1)
	want(t, "waiting", l.Waiting(), true)
	d.answerAll()
	want(t, "waiting", l.Waiting(), false)
	for _, colour := range l.Colours {
		k := l.Look(colour.Name)
		want(t, colour.Name+": visible", k.Keep, 98)
		want(t, colour.Name+": masks", len(l.Masks(k)), Shown)
		visible := 0
		for _, hidden := range l.Masks(k)[0] {
			visible += 1 - int(hidden)
		}
		want(t, colour.Name+": visible in the first", visible, 98)
	}
	want(t, "chosen", l.Colour().Title, "Green")

	l.Leave()
	want(t, "closed", d.closed, true)
	l.Open()
	want(t, "workers for what is known", d.workers, 1)
}

func TestLab_Set_asksOnceAtATime(t *testing.T) {
	l, d := opened(t)
	for _, ratio := range []string{"0.5", "0.6", "0.7"} {
		l.Set("mask.ratio", ratio)
	}
	want(t, "questions under way", len(d.names), 5)
	d.answer()
	want(t, "an answer brings the newest question", d.asked[len(d.asked)-1].Mask.Knobs.Float("ratio"), .7)
	d.answerAll()
	want(t, "visible", l.Look("purple").Keep, 58) // ⌊196·.3⌋
	l.Set("mask.ratio", "0.7")
	want(t, "questions about what is known", len(d.names), 0)

	l.Set("mask.scale", "2")
	want(t, "white has no filter", slices.Contains(d.names, "white"), false)
	d.answerAll()
	l.Set("mask.filter", "formula")
	l.Set("window", "7")
	l.Set("seed", "3")
	d.answerAll()
	k := l.Look("blue")
	want(t, "filter", k.Mask.Knobs.String("filter"), "formula")
	want(t, "visible of 49", k.Keep, 14)
	want(t, "seed", k.Label(), "blue masks, seed 3")
}

func TestLab_Set_whatIsWrong(t *testing.T) {
	l, d := opened(t)
	field := func(key string) spec.Setting {
		i, _ := l.find(key)
		return l.Settings()[i]
	}
	l.Set("mask.ratio", "most")
	want(t, "questions", len(d.names), 0)
	want(t, "typed", l.Typed(field("mask.ratio")), "most")
	if s := l.Wrong("mask.ratio"); !strings.Contains(s, "0.05 to 0.95, not most") {
		t.Errorf("got %q", s)
	}
	l.Set("mask.ratio", "0.95")
	want(t, "wrong", l.Wrong("mask.ratio"), "")
	l.Left("mask.ratio")
	d.answerAll()

	// A ratio that leaves none of a few patches is found by the worker alone.
	l.Set("window", "4")
	d.answerAll()
	if s := l.Wrong("mask.ratio"); !strings.Contains(s, "leaves none of 16 patches visible: choose 0.93 or less") {
		t.Errorf("got %q", s)
	}
	want(t, "trouble", l.Trouble, "")
	want(t, "masks that stay", l.Look("green").Rows, 14)
	l.Set("window", "5")
	want(t, "wrong until it is known", l.Wrong("mask.ratio"), "")
	d.answerAll()
	want(t, "visible of 25", l.Look("green").Keep, 1)
	l.Set("nothing", "1")
}

func TestLab_Next(t *testing.T) {
	l, d := opened(t)
	k := l.Look("green")
	seen := map[protocol.Crop]bool{}
	for range together / Shown {
		seen[l.Crop(k)] = true
		l.Next()
	}
	want(t, "different crops", len(seen), together/Shown)
	want(t, "questions, one a colour", len(d.names), 5)
	d.answerAll()
	want(t, "crops of the next row", seen[l.Crop(l.Look("green"))], false)
}

func TestLab_workersThatDie(t *testing.T) {
	l, d := newLab(t)
	l.Open()
	d.answer()
	d.listener.Died("of age")
	want(t, "workers", d.workers, 2)
	want(t, "asked again", strings.Join(d.names, " "), "red green blue purple")
	d.listener.Died("of age")
	d.listener.Died("of age")
	if !strings.Contains(l.Trouble, "cannot be started (of age)") {
		t.Errorf("trouble: %q", l.Trouble)
	}
	want(t, "what is known stays", l.Look("white") != nil, true)
	l.Ask()
	d.answerAll()
	want(t, "trouble", l.Trouble, "")

	l.Set("seed", "2")
	parts := [][]byte{}
	d.listener.Heard(protocol.EncodeEvent("", &protocol.Ready{Version: "old"}), parts)
	if !strings.Contains(l.Trouble, "different versions") {
		t.Errorf("trouble: %q", l.Trouble)
	}
	want(t, "waiting", l.Waiting(), false)
}

func TestLab_errorsWithoutASetting(t *testing.T) {
	l, d := newLab(t)
	l.Open()
	for _, message := range []string{"no colours today", "nor tomorrow"} {
		d.listener.Heard(protocol.EncodeEvent("green", &protocol.Error{Message: message}), nil)
	}
	want(t, "trouble", l.Trouble, "No colours today.")
	d.listener.Heard(protocol.EncodeEvent("red", &protocol.Log{Message: "hm"}), nil)
	want(t, "still asked", l.under["red"] != nil, true)
}
