package train

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"petri/models/spec"
)

// masked is a masked autoencoder of the 8×8 digits in 16 patches.
func masked() spec.Config {
	return spec.Config{
		Data: spec.Data{Name: "digits"}, Optim: spec.Optim{Batch: 32}, Stop: spec.Stop{Steps: 12, Every: 4},
		Model: spec.Part{Name: "mae", Knobs: spec.Values{"patch": 2.0, "width": 16.0, "depth": 1.0, "heads": 4.0, "decoder-width": 16.0, "decoder-depth": 1.0}},
	}
}

func TestMaskedRunsTakeTheirDefaults(t *testing.T) {
	s := newSession(t, masked())
	cfg := s.Config
	if cfg.Method.Name != "full" || cfg.Optim.Name != "adamw" || cfg.Optim.Schedule != "warm-up" || cfg.Mask.Name != "white" || cfg.Mask.Knobs.Float("ratio") != .75 {
		t.Errorf("config %s", cfg.JSON())
	}
	if s.cutter.Keep() != 4 {
		t.Errorf("%d of 16 patches visible", s.cutter.Keep())
	}
}

func TestFillingsHaveTheMasksOfTheMeasurement(t *testing.T) {
	s := newSession(t, masked())
	if _, err := s.Measure(); err != nil {
		t.Fatal(err)
	}
	first, err := s.Fillings(5)
	if err != nil || len(first) != 5 {
		t.Fatal(len(first), err)
	}
	run(t, s, 2)
	again, _ := s.Fillings(5)
	sum, n := 0.0, 0.0
	all, _ := s.Fillings(1000) // the whole test set, if it is smaller
	if _, err := s.Measure(); err != nil {
		t.Fatal(err)
	}
	for i, f := range all {
		if i < 5 && (!slices.Equal(f.Hidden, first[i].Hidden) || !slices.Equal(f.Hidden, again[i].Hidden) || f.Index != i) {
			t.Errorf("picture %d has other masks", i)
		}
		hidden := 0
		for at, v := range f.Original {
			if f.Hidden[at/8/2*4+at%8/2] {
				hidden++
				d := float64(v - f.Filled[at])
				sum, n = sum+d*d, n+1
			}
		}
		if hidden != 12*4 {
			t.Errorf("%d pixels hidden", hidden)
		}
	}
	if got, want := sum/n, s.score.Metrics()["maskedError"]; math.Abs(got-want) > 1e-5*want {
		t.Errorf("error of the fillings %v, of the measurement %v", got, want)
	}
}

// With shuffled pixels people see pictures as they are.
func TestFillingsLieAsAPersonSeesThem(t *testing.T) {
	cfg := masked()
	cfg.Data.Shuffle = spec.ShuffledPixels
	s := newSession(t, cfg)
	hidden := make([]bool, 16)
	hidden[3] = true
	f, err := s.Fill(s.Picture(0), hidden)
	if err != nil || !slices.Equal(f.Original, s.Picture(0)) {
		t.Fatal("the picture is another", err)
	}
	run(t, s, 12)
	f, _ = s.Fill(s.Picture(0), hidden)
	back := make([]float32, 64)
	for j, from := range s.set.Order {
		back[from] = s.tried(t, s.Picture(0), hidden)[j]
	}
	if !slices.Equal(back, f.Filled) {
		t.Error("what is filled in is not put back in place")
	}
}

// tried fills in an image in the order of the run.
func (s *Session) tried(t *testing.T, image []float32, hidden []bool) []float32 {
	t.Helper()
	order := s.set.Order
	shuffled := make([]float32, len(image))
	for j, from := range order {
		shuffled[j] = image[from]
	}
	s.set.Order = nil
	defer func() { s.set.Order = order }()
	f, err := s.Fill(shuffled, hidden)
	if err != nil {
		t.Fatal(err)
	}
	return f.Filled
}

func TestFillRefuses(t *testing.T) {
	s := newSession(t, masked())
	all := slices.Repeat([]bool{true}, 16)
	for want, ask := range map[string]func() error{
		"64 values":    func() error { _, err := s.Fill(make([]float32, 63), all); return err },
		"16 patches":   func() error { _, err := s.Fill(make([]float32, 64), all[1:]); return err },
		"at least one": func() error { _, err := s.Fill(make([]float32, 64), all); return err },
		"whole pictures": func() error {
			_, err := newSession(t, digits("full", 1)).Fill(make([]float32, 64), all)
			return err
		},
	} {
		if err := ask(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want a sentence with %q", err, want)
		}
	}
}

func TestBadMasksAreNamed(t *testing.T) {
	for field, change := range map[string]func(*spec.Config){
		"mask.ratio":  func(c *spec.Config) { c.Mask.Knobs = spec.Values{"ratio": 1.0} },
		"mask":        func(c *spec.Config) { c.Mask.Name = "pink" },
		"model.patch": func(c *spec.Config) { c.Model.Knobs["patch"] = 3.0 },
		"model.width": func(c *spec.Config) { c.Model.Knobs["width"] = 18.0 },
	} {
		cfg := masked()
		change(&cfg)
		cfg, err := Catalogue().Complete(cfg)
		if err == nil {
			set, theta := load(t, cfg)
			_, err = New(cfg, set, theta)
		}
		if wrong := (*spec.FieldError)(nil); !errors.As(err, &wrong) || wrong.Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
}

// The mean predictor's error is that of the variance of the hidden pixels: over
// all masks it is near the variance of all pixels.
func TestMeanPredictor(t *testing.T) {
	s := newSession(t, masked())
	size, variance := s.set.Shape.Size(), 0.0
	mean := s.meanImage()
	for i := range s.set.TestY {
		for j, v := range s.set.TestX[i*size:][:size] {
			variance += (float64(v)/255 - mean[j]) * (float64(v)/255 - mean[j]) / float64(size*len(s.set.TestY))
		}
	}
	if got := s.meanPredictor(); math.Abs(got-variance) > .05*variance {
		t.Errorf("error of the mean %v, variance of the test set %v", got, variance)
	}
	sum := 0.0
	for at := 0; at < len(s.set.TrainX); at += size {
		sum += float64(s.set.TrainX[at+27]) / 255
	}
	if want := sum / float64(len(s.set.TrainY)); math.Abs(mean[27]-want) > 1e-9 {
		t.Errorf("mean of a pixel %v, want %v", mean[27], want)
	}
}

func TestProbesComeWhenTheyAreDue(t *testing.T) {
	cfg := masked()
	cfg.Stop.Probe = new(2)
	s := newSession(t, cfg)
	for s.Finished() == "" {
		if _, err := s.Step(); err != nil {
			t.Fatal(err)
		}
		if !s.Due() {
			continue
		}
		metrics, err := s.Evaluate()
		if err != nil {
			t.Fatal(err)
		}
		if _, there := metrics["linearProbe"]; there != (s.Steps() == 8 || s.Steps() == 12) {
			t.Errorf("step %d: %v", s.Steps(), metrics)
		}
	}
}

// A run that was interrupted has the same masks, and so the same digest.
func TestMasksFollowFromTheStep(t *testing.T) {
	whole := newSession(t, masked())
	run(t, whole, 12)
	half := newSession(t, masked())
	run(t, half, 5)
	b, err := half.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	saved, err := Read(b)
	if err != nil {
		t.Fatal(err)
	}
	set, theta := load(t, saved.Config)
	on, err := saved.Open(set, theta)
	if err != nil {
		t.Fatal(err)
	}
	run(t, on, 12)
	if on.Digest() != whole.Digest() {
		t.Error("the digest of an interrupted run is another")
	}
}

func TestWarmUp(t *testing.T) {
	scale := schedules["warm-up"].scale
	for done, want := range map[float64]float64{0: 0, .025: .5, .05: 1, .525: .5, 1: 0, 2: 0} {
		if got := scale(done); math.Abs(got-want) > 1e-12 {
			t.Errorf("at %v: %v, want %v", done, got, want)
		}
	}
}

func TestBiasesAndScalesDoNotDecay(t *testing.T) {
	s := newSession(t, masked())
	for _, p := range s.params {
		want := !strings.HasSuffix(p.Name, ".bias") && !strings.Contains(p.Name, "norm")
		if decays(p) != want {
			t.Errorf("%s decays: %v", p.Name, decays(p))
		}
	}
}
