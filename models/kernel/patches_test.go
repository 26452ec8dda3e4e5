package kernel

import (
	"math"
	"testing"
)

// A picture of two channels, 2×4, cut into two patches: row by row, the channel
// fastest.
func TestCutPatches(t *testing.T) {
	p := Patches{C: 2, H: 2, W: 4, P: 2}
	image := []float64{1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 14, 15, 16, 17, 18}
	want := []float64{1, 11, 2, 12, 5, 15, 6, 16, 3, 13, 4, 14, 7, 17, 8, 18}
	got, back := make([]float64, 16), make([]float64, 16)
	CutPatches(got, image, p)
	JoinPatches(back, got, p)
	for i := range want {
		if got[i] != want[i] || back[i] != image[i] {
			t.Fatalf("patches %v and back %v", got, back)
		}
	}
	if p.Count() != 2 || p.Size() != 8 || (Patches{}).Count() != 0 {
		t.Errorf("%d patches of %d", p.Count(), p.Size())
	}
	for _, wrong := range []func(){func() { CutPatches(got[1:], image, p) }, func() { JoinPatches(back, got[1:], p) }} {
		func() {
			defer func() {
				if recover() == nil {
					t.Error("a wrong length is taken")
				}
			}()
			wrong()
		}()
	}
}

// METHODS: with the unbiased variance [1,2,3,4] becomes ±1.161895, ±.387298; a
// constant patch becomes zero.
func TestStandardise(t *testing.T) {
	y, mean, std := make([]float64, 8), make([]float64, 2), make([]float64, 2)
	Standardise(y, mean, std, []float64{1, 2, 3, 4, 5, 5, 5, 5}, 2, 4, 1e-6)
	for i, want := range []float64{-1.161895, -.387298, .387298, 1.161895, 0, 0, 0, 0} {
		if math.Abs(y[i]-want) > 1e-6 {
			t.Errorf("y[%d] = %v, want %v", i, y[i], want)
		}
	}
	if mean[0] != 2.5 || math.Abs(std[0]-math.Sqrt(5.0/3)) > 1e-6 || mean[1] != 5 {
		t.Errorf("moments %v, %v", mean, std)
	}
}
