package protocol

import (
	"bytes"
	"encoding/json"
	"math"
	"reflect"
	"strings"
	"testing"

	"petri/models/spec"
)

// filled holds messages with something in every kind of field.
var filled = []any{
	&Start{Config: spec.Config{V: 1, Seed: 3, Method: spec.Part{Name: "full", Knobs: spec.Values{"dim": 5.0}}}, Paused: true},
	&Step{Steps: 4}, &Export{What: "model"}, &Set{LR: 0.25}, &Restore{Bytes: Bytes{1, 2, 3}},
	&Analyse{What: "predict", Values: Floats{0, 0.5, -1}},
	&Analyse{What: "fill", Values: Floats{0, 0.5}, Hidden: Floats{1, 0}}, &Analyse{What: "fillings", Count: 6}, &Analyse{What: "patches"},
	&Masks{Mask: spec.Part{Name: "green", Knobs: spec.Values{"ratio": 0.5}}, Seed: 1, Rows: 7, Cols: 14, Draw: 3, Count: 5},
	&Start{Config: spec.Config{Model: spec.Part{Name: "mae"}, Mask: spec.Part{Name: "red"}, Stop: spec.Stop{Probe: new(0)}}},
	&SetState{State: State{Step: 3, Snapshot: Bytes{9}}},
	&Metrics{Step: 2, Loss: 1.5, Losses: []Number{2, 1.5}, LR: 0.1},
	&Evaluated{Step: 2, Metrics: map[string]Number{"accuracy": 0.5}},
	&Grid{Name: "confusion", Rows: 1, Cols: 2, Values: Floats{3, 4}},
	&Image{Name: "samples", Items: []Item{{Index: 1, Label: 2, Predicted: 3, Confidence: 0.5}}, Values: Floats{1}},
	&Grid{Name: "hidden", Rows: 1, Cols: 2, Values: Floats{0, 1}}, &Image{Name: "fillings", Items: []Item{{Index: -1, Label: -1}}, Values: Floats{1}},
	&Noise{Mask: spec.Part{Name: "blue", Knobs: spec.Values{"ratio": 0.75}}, Rows: 1, Cols: 2, Keep: 1, Side: 2, Tile: Floats{0, .25, .5, .75}, Masks: Floats{0, 1},
		Crops: []Crop{{Row: 1, FlipH: true}, {Col: 3, FlipV: true}}, Frequencies: []float64{.5}, Amplitudes: []float64{.25}, Periodogram: Floats{0, 1, 2, 3},
		Joins: .5, Pieces: 2, Corners: .25, Sample: 200, WhiteJoins: .4},
	&Analyse{What: "writing", Texts: []string{"call me"}, Count: 12, Temperature: .5, Seed: 3},
	&Writing{Step: 3, Read: "call me", Cut: true, Unknown: []string{"é"}, Pieces: []string{" call", " me", " →"}, Classes: []string{"beast", "law"},
		Learned: Continuation{Next: " ishmael", Answers: []Number{.75, .25}, Looks: []Look{{Vectors: []Number{.5}, Pieces: []Number{.25, .25, 0}}}}},
	&Analyse{What: "landscape", Landscape: &Landscape{Plane: "path", Points: 25, Examples: 1000, Seed: 2}},
	&Surface{Landscape: Landscape{Plane: "path", Points: 13}, Step: 4, Rows: 1, Cols: 2, X: Axis{Low: -1, High: 1, Share: .5}, Loss: .5, Error: .25, Part: .5,
		Values: Floats{1, 2}, Path: []Place{{Step: 3, X: .5, Y: -1, Off: 2, Loss: .5, Over: .25}}, Others: []Trail{{Name: "a", Path: []Place{{Step: 1}}}}},
	&Plot{Rows: 13, Cols: 13, Examples: 100, X: Axis{Low: -1, High: 1}, Weights: true, From: 4, Plane: Floats{1, 2, 3}}, &Losses{At: []int{5}, Values: Floats{.5}},
	&Aide{Plot{Rows: 13, Plane: Floats{1, 2, 3}}}, &Know{Losses{At: []int{7}, Values: Floats{.25}}},
	&Kept{Names: []string{"a", "b"}},
	&Sharpness{Part: .5, Step: 4, Examples: 100, Loss: .5, Greatest: []Number{3, 2}, Least: -1, Errors: []Number{0, .25, .5}, Trace: 4, Error: .5, Ball: .25, Box: 1},
	&View{Above: true, Col: 2, Row: -1, X: "x", Y: "y", Start: "start", End: "end"}, &Pointed{Col: 3, Row: 4},
	&Saved{Name: "weights", Bytes: Bytes("file")},
	&Started{Step: 2, Origin: &Origin{Name: "model", Measured: 2, Metrics: map[string]Number{"accuracy": 0.5}}},
	&Done{Step: 1, Reason: "steps", Metrics: map[string]Number{}}, &Error{Message: "no", Field: "seed", Nearest: 5.0, Fatal: true},
	&Check{Config: spec.Config{V: 1, Seed: 3}}, &Checked{Wrong: []Error{{Message: "no", Field: "method.dim", Nearest: 3.0}}},
}

// round encodes and decodes a message.
func round(t *testing.T, message any) any {
	t.Helper()
	var run string
	var got any
	var err error
	switch m := message.(type) {
	case Command:
		run, got, err = DecodeCommand(EncodeCommand("a", m))
	case Event:
		run, got, err = DecodeEvent(EncodeEvent("a", m))
	}
	if err != nil || run != "a" {
		t.Fatalf("%T came back for run %q: %v", message, run, err)
	}
	return got
}

func TestMessagesComeBack(t *testing.T) {
	for _, m := range filled {
		if got := round(t, m); !reflect.DeepEqual(got, m) {
			t.Errorf("%+v came back as %+v", m, got)
		}
	}
}

func TestEveryTypeComesBackEmpty(t *testing.T) {
	for name, create := range commands {
		if got := round(t, create()); create().command() != name || reflect.TypeOf(got) != reflect.TypeOf(create()) {
			t.Errorf("%s came back as %T", name, got)
		}
	}
	for name, create := range events {
		if got := round(t, create()); create().event() != name || reflect.TypeOf(got) != reflect.TypeOf(create()) {
			t.Errorf("%s came back as %T", name, got)
		}
	}
}

func TestSplitAndJoin(t *testing.T) {
	for _, m := range filled {
		want, _ := json.Marshal(m)
		parts := Split(m)
		got := round(t, m)
		if err := Join(got, parts); err != nil {
			t.Fatalf("%T: %v", m, err)
		}
		if joined, _ := json.Marshal(got); !bytes.Equal(joined, want) {
			t.Errorf("%T was %s and is %s", m, want, joined)
		}
		if err := Join(m, parts); err != nil {
			t.Fatal(err)
		}
	}
	if err := Join(&Pause{}, [][]byte{{1}}); err == nil {
		t.Error("an array was joined to a message that has no place for it")
	}
	if err := Join(&Analyse{}, [][]byte{{1, 2, 3}, nil}); err == nil {
		t.Error("three bytes were joined as float32")
	}
}

func TestNumbersThatJSONLacks(t *testing.T) {
	b := EncodeEvent("a", &Done{Loss: Number(math.NaN()), Metrics: map[string]Number{"testLoss": Number(math.Inf(1))}})
	if !bytes.Contains(b, []byte(`"loss":null`)) {
		t.Errorf("not-a-number stands as %s", b)
	}
	_, e, err := DecodeEvent(b)
	if err != nil || !math.IsNaN(float64(e.(*Done).Loss)) {
		t.Errorf("null came back as %v, %v", e, err)
	}
}

// Whatever numbers a run comes to, its events can be sent.
func TestEventsWithoutNumbersEncode(t *testing.T) {
	nan := Number(math.NaN())
	for _, e := range []Event{
		&Metrics{Loss: nan, Losses: []Number{nan}}, &Evaluated{Metrics: map[string]Number{"testLoss": nan}},
		&Image{Items: []Item{{Confidence: nan}}, Values: Floats{float32(math.NaN())}},
		&Curve{Values: Floats{float32(math.Inf(1))}}, &Done{Loss: nan},
	} {
		if _, _, err := DecodeEvent(EncodeEvent("a", e)); err != nil {
			t.Errorf("%T: %v", e, err)
		}
	}
}

func TestMalformedMessagesGetASentence(t *testing.T) {
	for message, want := range map[string]string{
		"":                                     `{"type":…`,
		"hello":                                `{"type":…`,
		`[]`:                                   `{"type":…`,
		`{}`:                                   "choose one of aide, analyse, check, export",
		`{"type":"fly"}`:                       "choose one of aide, analyse, check, export",
		`{"type":"ready"}`:                     "choose one of aide, analyse, check, export", // an event is no command
		`{"type":"step","data":"many"}`:        "cannot be read",
		`{"type":"start","data":{"confg":{}}}`: `"confg"`,
		`{"type":"start","data":{"config":{"optimiser":{"name":"sgd"}}}}`: `"optimiser"`,
		`{"type":"start","data":{"config":{"seed":"x"}}}`:                 "cannot be read",
		`{"type":"analyse","data":{"values":"AAA="}}`:                     "multiple of 4",
		`{"type":"analyse","data":{"values":"!"}}`:                        "base64",
		`{"type":"analyse","data":{"hidden":"AAA="}}`:                     "multiple of 4",
		`{"type":"masks","data":{"colour":"red"}}`:                        `"colour"`,
		`{"type":"masks","data":{"rows":"seven"}}`:                        "cannot be read",
		`{"type":"restore","run":"r","data":{"bytes":"no b"}}`:            "cannot be read",
	} {
		if _, _, err := DecodeCommand([]byte(message)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want a sentence with %q", message, err, want)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, m := range filled {
		switch m := m.(type) {
		case Command:
			f.Add(EncodeCommand("a", m))
		case Event:
			f.Add(EncodeEvent("a", m))
		}
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if run, c, err := DecodeCommand(b); err == nil {
			EncodeCommand(run, c)
			Join(c, Split(c))
		}
		if run, e, err := DecodeEvent(b); err == nil {
			EncodeEvent(run, e)
			Join(e, Split(e))
		}
	})
}
