package data

import (
	"encoding/json"
	"regexp"
	"slices"
	"testing"
)

func TestAll(t *testing.T) {
	hexadecimal := regexp.MustCompile(`^[0-9a-f]{64}$`)
	var sums map[string]string
	if err := json.Unmarshal(sumsJSON, &sums); err != nil {
		t.Fatal(err)
	}
	for _, d := range All() {
		t.Run(d.Name, func(t *testing.T) {
			if d.Title == "" || d.Summary == "" || d.Source == "" || d.Licence == "" || len(d.Classes) < 2 && !(d.Text && len(d.Classes) == 1) {
				t.Errorf("something is left out: %+v", d)
			}
			if d.DefaultTrain < 1 || d.DefaultTrain > d.Train || d.DefaultTest < 1 || d.DefaultTest > d.Test {
				t.Errorf("the defaults are not among the examples: %+v", d)
			}
			for i, c := range d.Credits {
				if len(d.Credits) != len(d.Classes) || c.Title != d.Classes[i] || c.Author == "" || c.Licence == "" || c.Source == "" {
					t.Errorf("%d classes have %d credits, such as %+v", len(d.Classes), len(d.Credits), c)
				}
			}
			train, test := Parts(d)
			for _, p := range slices.Concat(train, test) {
				if !hexadecimal.MatchString(sums[p.Name]) {
					t.Errorf("%s has no checksum", p.Name)
				}
			}
		})
	}
}

// Each example is in exactly one part.
func TestParts(t *testing.T) {
	for _, d := range All() {
		train, test := Parts(d)
		if d.Of != nil {
			if train != nil || test != nil {
				t.Errorf("%s consists of %v and has files of its own", d.Name, d.Of)
			}
			continue
		}
		for half, tc := range map[string]struct {
			parts []Part
			n     int
		}{"train": {train, d.Train}, "test": {test, d.Test}} {
			var held []int
			for _, p := range tc.parts {
				for i := range p.Count {
					held = append(held, p.First+i*p.Step)
				}
			}
			slices.Sort(held)
			if len(held) != tc.n || held[0] != 0 || held[tc.n-1] != tc.n-1 || len(slices.Compact(held)) != tc.n {
				t.Errorf("%s: the parts of %s do not hold each of %d examples once", d.Name, half, tc.n)
			}
		}
	}
}

func TestFill(t *testing.T) {
	pixels := []uint8{0, 51, 102, 153, 204, 255} // fifths of 255
	dst := make([]float64, 4)
	for _, tc := range []struct {
		order []int
		want  []float64
	}{{nil, []float64{0.8, 1, 0, 0.2}}, {[]int{1, 0}, []float64{1, 0.8, 0.2, 0}}} {
		if Fill(dst, pixels, []int{2, 0}, tc.order, 2); !slices.Equal(dst, tc.want) {
			t.Errorf("order %v: got %v, want %v", tc.order, dst, tc.want)
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("a dst that is too short did not panic")
		}
	}()
	Fill(make([]float32, 3), pixels, []int{2, 0}, nil, 2)
}

// A batch of 128 MNIST images.
func BenchmarkFill(b *testing.B) {
	dst, pixels, index := make([]float32, 128*784), make([]uint8, 128*784), make([]int, 128)
	for i := range index {
		index[i] = (i * 37) % 128
	}
	for b.Loop() {
		Fill(dst, pixels, index, nil, 784)
	}
}
