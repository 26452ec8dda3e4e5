package worker

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"petri/models/spec"
	"petri/models/stream"
	"petri/web/protocol"
)

// autoencoder is a short run of a masked model on the 8×8 digits in 16 patches,
// 4 of them visible.
func autoencoder(steps int) spec.Config {
	cfg := digits(steps)
	cfg.Data.Train, cfg.Data.Test = 200, 50
	cfg.Model = spec.Part{Name: "mae", Knobs: spec.Values{"patch": 2.0, "width": 16.0, "depth": 1.0, "heads": 2.0, "decoder-width": 16.0, "decoder-depth": 1.0}}
	cfg.Stop.Probe = new(0)
	return cfg
}

func TestAMaskedRun(t *testing.T) {
	c := newClient(t, site())
	cfg := autoencoder(10)
	cfg.Stop.Probe = new(1)
	c.do(&protocol.Start{Config: cfg})
	if s := await[*protocol.Started](c); s.Config.Mask.Name != "white" || s.Config.Mask.Knobs.Float("ratio") != .75 {
		t.Errorf("started with masks %+v", s.Config.Mask)
	}
	for _, step := range []int{0, 10} {
		e := await[*protocol.Evaluated](c)
		for _, metric := range []string{"testLoss", "maskedError", "visibleError", "meanPredictor", "linearProbe", "nearestProbe"} {
			if v := float64(e.Metrics[metric]); !(v > 0) {
				t.Errorf("step %d: %s is %v", step, metric, v)
			}
		}
		g := await[*protocol.Grid](c)
		if e.Step != step || g.Name != "patches" || g.Step != step || g.Rows != 4 || g.Cols != 4 || len(g.Values) != 16 {
			t.Errorf("measured at step %d, %s of step %d is %d×%d with %d values", e.Step, g.Name, g.Step, g.Rows, g.Cols, len(g.Values))
		}
		mean := 0.0
		for _, v := range g.Values {
			mean += float64(v) / 16
		}
		if got := float64(e.Metrics["maskedError"]); math.Abs(mean-got) > .2*got { // patches are hidden about equally often
			t.Errorf("the patches' errors are %v on average, all together %v", mean, got)
		}
	}
	if done := await[*protocol.Done](c); done.Reason != "steps" || done.Metrics["maskedError"] == 0 {
		t.Errorf("done %+v", done)
	}
}

func TestLooksAtAMaskedModel(t *testing.T) {
	c := newClient(t, site())
	c.do(&protocol.Start{Config: autoencoder(100), Paused: true}, &protocol.Step{Steps: 2})
	await[*protocol.Paused](c)
	c.do(&protocol.Analyse{What: "fillings", Count: 5})
	originals, hidden, fillings := await[*protocol.Image](c), await[*protocol.Grid](c), await[*protocol.Image](c)
	if originals.Name != "originals" || fillings.Name != "fillings" || originals.Shape != (spec.Shape{C: 1, H: 8, W: 8}) || fillings.Shape != originals.Shape ||
		len(originals.Items) != 5 || !slices.Equal(originals.Items, fillings.Items) || len(originals.Values) != 5*64 || len(fillings.Values) != 5*64 {
		t.Fatalf("%s of %d pictures with %d values, %s of %d with %d", originals.Name, len(originals.Items), len(originals.Values), fillings.Name, len(fillings.Items), len(fillings.Values))
	}
	if hidden.Name != "hidden" || hidden.Rows != 5 || hidden.Cols != 16 || len(hidden.Values) != 5*16 {
		t.Fatalf("%s is %d×%d with %d values", hidden.Name, hidden.Rows, hidden.Cols, len(hidden.Values))
	}
	for i := range 5 {
		ones := 0
		for _, v := range hidden.Values[16*i:][:16] {
			if v == 1 {
				ones++
			}
		}
		if ones != 12 || originals.Items[i].Index != i || originals.Items[i].Label < 0 || originals.Items[i].Label > 9 {
			t.Errorf("picture %d is %+v and has %d patches hidden, want 12 of 16", i, originals.Items[i], ones)
		}
	}

	c.do(&protocol.Analyse{What: "fill", Values: originals.Values[64:128], Hidden: hidden.Values[16:32]})
	fill := await[*protocol.Image](c)
	if fill.Name != "fill" || len(fill.Items) != 1 || fill.Items[0].Index != -1 || len(fill.Values) != 64 || fill.Step != 2 {
		t.Fatalf("%s of %+v with %d values at step %d", fill.Name, fill.Items, len(fill.Values), fill.Step)
	}
	for j, v := range fill.Values {
		if math.Abs(float64(v-fillings.Values[64+j])) > 1e-5 {
			t.Fatalf("pixel %d is filled with %v, among the fillings with %v", j, v, fillings.Values[64+j])
		}
	}
	c.do(&protocol.Analyse{What: "patches"}, &protocol.Analyse{What: "weights", Count: 3})
	if g := await[*protocol.Grid](c); g.Name != "patches" || len(g.Values) != 16 {
		t.Errorf("%s with %d values", g.Name, len(g.Values))
	}
	if e := await[*protocol.Image](c); e.Name != "weights" || len(e.Items) != 3 || e.Shape != (spec.Shape{C: 1, H: 2, W: 2}) {
		t.Errorf("%s with %d items of %v", e.Name, len(e.Items), e.Shape)
	}
}

// What cannot be looked at is said in a sentence, and the run goes on.
func TestLooksThatAreRefused(t *testing.T) {
	image, all := make(protocol.Floats, 64), make(protocol.Floats, 16)
	for i := range all {
		all[i] = 1
	}
	refused := func(cfg spec.Config, looks map[string]*protocol.Analyse) {
		c := newClient(t, site())
		c.do(&protocol.Start{Config: cfg, Paused: true})
		await[*protocol.Started](c)
		for want, look := range looks {
			c.do(look)
			bad := c.refusal()
			if !strings.Contains(bad.Message, want) || bad.Fatal || (bad.Field == "mask") != (want == "at least one patch visible") {
				t.Errorf("%s: fatal %v, field %q: %s", look.What, bad.Fatal, bad.Field, bad.Message)
			}
		}
		c.do(&protocol.Resume{})
		await[*protocol.Done](c)
	}
	refused(autoencoder(2), map[string]*protocol.Analyse{
		"not 63 and 16":              {What: "fill", Values: image[1:], Hidden: all},
		"not 64 and 0":               {What: "fill", Values: image},
		"at least one patch visible": {What: "fill", Values: image, Hidden: all},
		"does not tell classes":      {What: "predict", Values: image},
		"ask for fillings":           {What: "samples", Count: 3},
		"tells no classes apart":     {What: "confusion"},
		"choose one of confusion":    {What: "dreams"},
	})
	refused(digits(2), map[string]*protocol.Analyse{
		"choose a masked autoencoder": {What: "fillings"},
		"sees whole pictures":         {What: "patches"},
		"to have some filled in":      {What: "fill", Values: image, Hidden: all[:8]},
	})
}

// Knobs that do not go together are told one by one, by the field that is wrong.
func TestMaskedRunsThatCannotBeGetASentence(t *testing.T) {
	for want, turn := range map[string]func(*spec.Config){
		"model.patch":                     func(c *spec.Config) { c.Model.Knobs["patch"] = 3.0 },
		"model.width model.decoder-width": func(c *spec.Config) { c.Model.Knobs["heads"] = 3.0 },
		"mask.ratio":                      func(c *spec.Config) { c.Mask.Knobs = spec.Values{"ratio": .95} }, // of 16
		"mask":                            func(c *spec.Config) { c.Mask.Name = "pink" },
	} {
		c := newClient(t, site())
		cfg := autoencoder(5)
		turn(&cfg)
		c.do(&protocol.Start{Config: cfg})
		var fields []string
		for range strings.Fields(want) {
			bad := c.refusal()
			if fields = append(fields, bad.Field); !bad.Fatal || len(bad.Message) < 20 || strings.Contains(bad.Message, "\n") {
				t.Errorf("fatal %v: %s", bad.Fatal, bad.Message)
			}
		}
		if got := strings.Join(fields, " "); got != want {
			t.Errorf("errors of %s, want %s", got, want)
		}
	}
}

// A masked run goes on from a snapshot to the same digest.
func TestAMaskedRunGoesOn(t *testing.T) {
	c := newClient(t, site())
	c.do(&protocol.Start{Config: autoencoder(12)})
	want := await[*protocol.Done](c).Digest
	c.do(&protocol.Start{Config: autoencoder(12), Paused: true}, &protocol.Step{Steps: 5})
	await[*protocol.Paused](c)
	c.do(&protocol.Snapshot{})
	c.do(&protocol.Restore{Bytes: await[*protocol.Saved](c).Bytes})
	if s := await[*protocol.Started](c); s.Step != 5 || s.Config.Stop.Probe == nil || *s.Config.Stop.Probe != 0 {
		t.Errorf("goes on from step %d with %s", s.Step, s.Config.JSON())
	}
	c.do(&protocol.Resume{})
	if got := await[*protocol.Done](c).Digest; got != want {
		t.Error("another digest than the run that was never interrupted")
	}
}

// Masks need no run. Each hides exactly as many patches, and they are those that
// a run of the same seed trains with at that step.
func TestMasksAnswersANoise(t *testing.T) {
	for _, tc := range []struct {
		mask              spec.Part
		rows, cols, count int
		keep              int
	}{
		{spec.Part{}, 4, 4, 0, 4},
		{spec.Part{Name: "white", Knobs: spec.Values{"ratio": 0.75}}, 7, 7, 3, 12},
		{spec.Part{Name: "blue", Knobs: spec.Values{"ratio": 0.5}}, 3, 5, 1000, 7},
	} {
		c := newClient(t, site())
		ask := &protocol.Masks{Mask: tc.mask, Seed: 3, Rows: tc.rows, Cols: tc.cols, Draw: 2, Count: tc.count}
		c.do(ask, ask)
		e, again := await[*protocol.Noise](c), await[*protocol.Noise](c)
		count, L := min(max(tc.count, 1), masksAtMost), tc.rows*tc.cols
		if e.Rows != tc.rows || e.Cols != tc.cols || e.Keep != tc.keep || len(e.Crops) != count || len(e.Masks) != count*L {
			t.Fatalf("%v: %d×%d keeping %d, %d crops and %d values of masks", tc.mask, e.Rows, e.Cols, e.Keep, len(e.Crops), len(e.Masks))
		}
		if len(e.Tile) != e.Side*e.Side || len(e.Periodogram) != e.Side*e.Side || len(e.Frequencies) != len(e.Amplitudes) || len(e.Amplitudes) == 0 || e.Sample != windows || e.Mask.Knobs.Float("ratio") == 0 {
			t.Errorf("%v: a tile of side %d with %d values, %d of the spectrum, %d frequencies", tc.mask, e.Side, len(e.Tile), len(e.Periodogram), len(e.Frequencies))
		}
		for i, crop := range e.Crops {
			lowest, highest, hidden := float32(2), float32(-1), 0
			for patch := range L { // under the window, mirrored
				r, col := patch/tc.cols, patch%tc.cols
				if crop.FlipV {
					r = tc.rows - 1 - r
				}
				if crop.FlipH {
					col = tc.cols - 1 - col
				}
				v := e.Tile[(crop.Row+r)%e.Side*e.Side+(crop.Col+col)%e.Side]
				if e.Masks[i*L+patch] == 1 {
					hidden++
					highest = max(highest, v)
				} else {
					lowest = min(lowest, v)
				}
			}
			if hidden != L-tc.keep || highest >= lowest {
				t.Fatalf("%v: mask %d hides %d of %d, up to %v, and shows from %v", tc.mask, i, hidden, L, highest, lowest)
			}
		}
		if !slices.Equal(e.Masks, again.Masks) || e.Joins != again.Joins {
			t.Error("asked again it answers otherwise")
		}
		ask.Draw++
		c.do(ask)
		next := await[*protocol.Noise](c)
		if slices.Equal(next.Crops, e.Crops) || next.Joins != e.Joins || !slices.Equal(next.Tile, e.Tile) {
			t.Error("another draw has the same masks, or other noise")
		}
		first := stream.New(3, fmt.Sprintf("masks %d", ask.Draw)) // as train draws those of a step
		if row, col := first.IntN(e.Side), first.IntN(e.Side); row != next.Crops[0].Row || col != next.Crops[0].Col {
			t.Errorf("cut at %d, %d, a run would at %d, %d", next.Crops[0].Row, next.Crops[0].Col, row, col)
		}
	}
}

func TestMasksThatCannotBeGetASentence(t *testing.T) {
	for name, tc := range map[string]struct {
		ask         protocol.Masks
		field, want string
	}{
		"unknown":         {protocol.Masks{Mask: spec.Part{Name: "pink"}, Rows: 4, Cols: 4}, "mask", "one of blue"},
		"all hidden":      {protocol.Masks{Mask: spec.Part{Name: "red", Knobs: spec.Values{"ratio": 1.0}}, Rows: 4, Cols: 4}, "mask.ratio", "goes from 0.05 to 0.95"},
		"none visible":    {protocol.Masks{Mask: spec.Part{Name: "red", Knobs: spec.Values{"ratio": 0.95}}, Rows: 4, Cols: 4}, "mask.ratio", "choose 0.93 or less"},
		"no grid":         {protocol.Masks{}, "mask", "does not fit"},
		"a large grid":    {protocol.Masks{Rows: 1 << 40, Cols: 4}, "mask", "does not fit"},
		"below nothing":   {protocol.Masks{Rows: -4, Cols: -4}, "mask", "does not fit"},
		"a seed below 0":  {protocol.Masks{Rows: 4, Cols: 4, Seed: -1}, "seed", "from 0 to 2147483647"},
		"a knob not hers": {protocol.Masks{Mask: spec.Part{Name: "white", Knobs: spec.Values{"filter": "formula"}}, Rows: 4, Cols: 4}, "mask.filter", "not a knob of white"},
	} {
		c := newClient(t, site())
		c.do(&tc.ask)
		if bad := c.refusal(); bad.Field != tc.field || bad.Fatal || !strings.Contains(bad.Message, tc.want) {
			t.Errorf("%s: field %q, fatal %v: %s", name, bad.Field, bad.Fatal, bad.Message)
		}
	}
}
