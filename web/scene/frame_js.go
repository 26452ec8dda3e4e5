package scene

import (
	"strconv"
	"syscall/js"

	"petri/web/protocol"
)

// A frame is the page that the view is alone in: view.html, whose script passes on
// messages from the page of Petri that holds it, and from no other.
type frame struct {
	body   js.Value
	labels [7]js.Value
	shown  [7]Label
	wide   [7]float64 // of the labels, as they are shown
	seen   bool       // it is on the screen
}

func newFrame(heard func(protocol.Event), changed func()) *frame {
	document := js.Global().Get("document")
	f := &frame{body: document.Get("body")}
	for i, id := range []string{"x", "y", "start", "end", "other-1", "other-2", "other-3"} {
		f.labels[i] = document.Call("getElementById", id)
	}
	js.Global().Call("petriHear", js.FuncOf(func(_ js.Value, args []js.Value) any {
		// What cannot be read is of another build, and the page says so already.
		if _, e, err := protocol.DecodeEvent([]byte(args[0].String())); err == nil {
			heard(e)
		}
		return nil
	}))
	js.Global().Call("petriSeen", js.FuncOf(func(_ js.Value, args []js.Value) any {
		f.seen = args[0].Bool()
		changed()
		return nil
	}))
	f.say(&protocol.Ready{Version: protocol.Version})
	return f
}

// say sends an event to the page of Petri.
func (f *frame) say(e protocol.Event) {
	js.Global().Call("petriSay", string(protocol.EncodeEvent("", e)))
}

// drew counts the frame, for tests to see, and puts the names over the picture, of
// that width. The names of axes stand in their middle, but whole.
func (f *frame) drew(n int, labels [7]Label, width, density float64) {
	f.body.Get("dataset").Set("drawn", n)
	px := func(v float64) string { return strconv.FormatFloat(v/density, 'f', 1, 64) + "px" }
	for i, l := range labels {
		if l == f.shown[i] {
			continue
		}
		if l.Text != f.shown[i].Text {
			f.labels[i].Set("textContent", l.Text)
			f.wide[i] = f.labels[i].Get("offsetWidth").Float() * density
		}
		f.shown[i] = l
		if axis := i < 2; axis {
			l.X -= f.wide[i] / 2
		}
		l.X = max(0, min(l.X, width-f.wide[i]-12*density))
		f.labels[i].Get("style").Set("translate", px(l.X)+" "+px(l.Y))
	}
}
