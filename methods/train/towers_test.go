package train

import (
	"math"
	"slices"
	"testing"

	"petri/models/op"
)

// A prompt moves the texts alone, from step 0 on; what begins as the model itself
// moves nothing then, and both towers after some steps.
func TestShift(t *testing.T) {
	for _, tc := range []struct {
		method                string
		textsMove, imagesMove [2]bool // at step 0, after some
	}{
		{"coop", [2]bool{true, true}, [2]bool{false, false}},
		{"bitfit", [2]bool{false, true}, [2]bool{false, true}},
		{"lora", [2]bool{false, true}, [2]bool{false, true}},
	} {
		s := reader(t, tc.method, 1)
		for i := range 2 {
			m, err := s.Measure()
			if err != nil {
				t.Fatal(err)
			}
			texts, images := m["textShift"], m["imageShift"]
			if texts > 0 != tc.textsMove[i] || images > 0 != tc.imagesMove[i] || texts < 0 || images < 0 || texts > 2 || images > 2 {
				t.Errorf("%s, step %d: texts have moved by %v and pictures by %v", tc.method, s.Steps(), texts, images)
			}
			run(t, s, 3)
		}
	}
	s := newSession(t, digits("full", 1))
	if _, _, err := s.Similarity(); err != ErrNoWords {
		t.Errorf("the similarity of a model that does not read: %v", err)
	}
	if m, err := s.Measure(); err != nil || len(m) != 2 {
		t.Errorf("a model that does not read has %v (%v)", m, err)
	}
}

// A run that is taken up again measures from the same model as before.
func TestShiftAfterRestore(t *testing.T) {
	s := reader(t, "bitfit", 1)
	run(t, s, 3)
	want, err := s.Measure()
	if err != nil {
		t.Fatal(err)
	}
	file, err := s.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	saved, err := Read(file)
	if err != nil {
		t.Fatal(err)
	}
	again, err := saved.Open(load(t, s.Config))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := again.Measure(); err != nil || got["textShift"] != want["textShift"] || got["imageShift"] != want["imageShift"] {
		t.Errorf("%v (%v), not %v", got, err, want)
	}
}

func TestMeanDistance(t *testing.T) {
	if d := meanDistance([]float32{1, 0, 0, 0}, []float32{0, 1, 0, 0}, 2); math.Abs(d-math.Sqrt2/2) > 1e-15 {
		t.Errorf("the mean of √2 and 0 is %v", d)
	}
}

// The cosines are those whose logits Compare shows for the same pictures.
func TestSimilarity(t *testing.T) {
	s := reader(t, "coop", 1)
	run(t, s, 4)
	before, now, err := s.Similarity()
	if err != nil || len(before) != 100 || slices.Equal(before, now) {
		t.Fatalf("%d cosines, the same afterwards: %t (%v)", len(before), slices.Equal(before, now), err)
	}
	l, err := s.Compare(nil, lookedAt)
	if err != nil {
		t.Fatal(err)
	}
	scale := 0.0
	for _, p := range s.params {
		if p.Name == "logits.scale" {
			scale = math.Exp(float64(op.Data[float32](p)[0]))
		}
	}
	sums, counts := make([]float64, 100), make([]float64, 10)
	for i, example := range l.Examples {
		counts[s.Label(example)]++
		for j, logit := range l.Logits[i] {
			sums[10*s.Label(example)+j] += float64(logit) / scale
		}
	}
	for i, sum := range sums {
		if want := sum / counts[i/10]; math.Abs(float64(now[i])-want) > 1e-5 || counts[i/10] != 20 {
			t.Errorf("class %d and text %d: %v, not %v of %v pictures", i/10, i%10, now[i], want, counts[i/10])
		}
	}
	for i := range 10 {
		if row := before[10*i:][:10]; slices.Max(row) != row[i] {
			t.Errorf("pictures of %d lie nearer to another text: %v", i, row)
		}
	}
}
