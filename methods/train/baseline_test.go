package train

import (
	"math"
	"slices"
	"testing"

	"petri/models/data"
	"petri/models/op"
	"petri/models/spec"
)

// By hand: pictures of one patch beside another. The mean of the training
// pictures is .5 beside .2; all test pictures are 1 beside .4, so that the mean
// is wrong by .25 on the first patch and by .04 on the second.
func TestMeanPredictorByHand(t *testing.T) {
	cfg := autoencoder(2)
	cfg.Data.Test = 50
	cfg.Mask = spec.Part{Name: "white", Knobs: spec.Values{"ratio": 0.5}}
	picture := func(left, right uint8) []uint8 { return []uint8{left, left, right, right, left, left, right, right} }
	set := &data.Set{TrainX: append(picture(0, 51), picture(255, 51)...), TrainY: []uint8{0, 1}, TestX: slices.Repeat(picture(255, 102), 50), TestY: make([]uint8, 50)}
	set.Shape, set.Classes = spec.Shape{C: 1, H: 2, W: 4}, []string{"0", "1"}
	s, err := New(complete(t, cfg), set, nil)
	if err != nil {
		t.Fatal(err)
	}
	list, err := s.Fillings(50)
	if err != nil {
		t.Fatal(err)
	}
	want, left := 0.0, 0
	for _, f := range list {
		if f.Hidden[0] == f.Hidden[1] {
			t.Fatalf("hidden are %v, want one of two", f.Hidden)
		}
		if want += .04 / 50; f.Hidden[0] {
			want += .21 / 50
			left++
		}
	}
	for range 2 {
		m, err := s.Measure()
		if err != nil || left == 0 || left == 50 || math.Abs(m["meanPredictor"]-want) > 1e-12 {
			t.Errorf("mean predictor %v, want %v: the first patch was hidden %d times of 50 (%v)", m["meanPredictor"], want, left, err)
		}
	}
}

// By hand: a model of normalised patches is told their mean and spread, and so is what
// it is compared with. On the left the training pictures are 0 0 1 1 and .2 0 0 .2, of
// spreads √(1/3) and √(1/75), so that the first counts 25 times as much as the second:
// the nearest to both is −√3/2·(12/13 1 −12/13 −1). Test pictures are as the first.
func TestMeanPredictorOfNormalisedPatchesByHand(t *testing.T) {
	cfg := autoencoder(2)
	cfg.Data.Test, cfg.Model.Knobs["normalise"] = 50, true
	cfg.Mask = spec.Part{Name: "white", Knobs: spec.Values{"ratio": 0.5}}
	picture := func(a, b, c, d uint8) []uint8 { return []uint8{a, b, 0, 0, c, d, 0, 0} }
	set := &data.Set{TrainX: append(picture(0, 0, 255, 255), picture(51, 0, 0, 51)...), TrainY: []uint8{0, 1}, TestX: slices.Repeat(picture(0, 0, 255, 255), 50), TestY: make([]uint8, 50)}
	set.Shape, set.Classes = spec.Shape{C: 1, H: 2, W: 4}, []string{"0", "1"}
	s, err := New(complete(t, cfg), set, nil)
	if err != nil {
		t.Fatal(err)
	}
	list, err := s.Fillings(50)
	if err != nil {
		t.Fatal(err)
	}
	want := 0.0
	for _, f := range list {
		if f.Hidden[0] {
			want += 2. / 4 / (26 * 26) / 50 // two of four values are off by 1/26
		}
	}
	if m, err := s.Measure(); err != nil || want == 0 || math.Abs(m["meanPredictor"]-want) > 1e-7 {
		t.Errorf("mean predictor %v, want %v (%v)", m["meanPredictor"], want, err)
	}
}

// A model that has learned nothing is no better than what can be said without looking.
func TestNothingLearnedIsNotBetterThanTheMeanPicture(t *testing.T) {
	for _, name := range []string{"digits", "mnist"} {
		for _, normalise := range []bool{false, true} {
			for seed := range 3 {
				cfg := autoencoder(2)
				cfg.Seed, cfg.Data, cfg.Model.Knobs["normalise"] = seed, spec.Data{Name: name, Train: 300, Test: 100}, normalise
				m, err := newSession(t, cfg).Measure()
				if err != nil || m["maskedError"] < m["meanPredictor"] || m["meanPredictor"] == 0 {
					t.Errorf("%s, normalise %v, seed %d: %v, and the mean picture has %v (%v)", name, normalise, seed, m["maskedError"], m["meanPredictor"], err)
				}
			}
		}
	}
}

// Probes come at every measurement that is due for one, and at the end.
func TestProbesComeWhenTheyShould(t *testing.T) {
	for probe, want := range map[int][]int{0: nil, 1: {0, 2, 4, 6, 7}, 2: {0, 4, 7}, 100: {0, 7}} {
		cfg := autoencoder(7)
		cfg.Stop.Every, cfg.Stop.Probe = 2, &probe
		s := newSession(t, cfg)
		var got []int
		for {
			m, err := s.Measure()
			if err != nil {
				t.Fatal(err)
			}
			linear, is := m["linearProbe"]
			nearest, too := m["nearestProbe"]
			if is != too || is && (linear < .2 || linear > 1 || nearest < .2 || nearest > 1) {
				t.Errorf("probes at step %d: %v", s.Steps(), m)
			}
			if is {
				got = append(got, s.Steps())
			}
			if s.Finished() != "" {
				break
			}
			run(t, s, 1)
		}
		if !slices.Equal(got, want) {
			t.Errorf("probe %d: at steps %v, want %v", probe, got, want)
		}
	}
}

// Features are of the first thousand examples, each by itself, with their own
// labels.
func TestFeatures(t *testing.T) {
	cfg := autoencoder(2)
	cfg.Data.Train = 1100
	s := newSession(t, cfg)
	m, _ := s.masked()
	f := s.features(m, s.set.TrainX, s.set.TrainY)
	if f.N() != 1000 || f.Width != 16 || len(f.Rows) != 1000*16 {
		t.Fatalf("%d features of width %d", f.N(), f.Width)
	}
	for _, i := range []int{0, 1, 199, 200, 999} {
		s.looks.tape.Reset()
		x := s.looks.tape.Input(1, 64)
		data.Fill(op.Data[float32](x), s.set.TrainX, []int{i}, nil, 64)
		for j, want := range op.Data[float32](m.Encode(s.looks.tape, x)) {
			if math.Abs(float64(f.Rows[16*i+j]-want)) > 1e-5 {
				t.Fatalf("feature %d of example %d is %v, alone %v", j, i, f.Rows[16*i+j], want)
			}
		}
		if f.Labels[i] != int32(s.set.TrainY[i]) {
			t.Errorf("example %d is labelled %d", i, f.Labels[i])
		}
	}
	if f := s.features(m, s.set.TestX, s.set.TestY); f.N() != 230 {
		t.Errorf("%d features of 230 test examples", f.N())
	}
}
