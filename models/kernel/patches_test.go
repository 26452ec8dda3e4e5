package kernel

import "testing"

// TestCutPatches: an image of three channels, 2 rows and 4 columns, whose values say channel, row and column, in two patches. In a patch
// the channel runs fastest, then the column, then the row.
func TestCutPatches(t *testing.T) {
	p := Patches{C: 3, H: 2, W: 4, P: 2}
	image := []float32{
		100, 101, 102, 103, 110, 111, 112, 113,
		200, 201, 202, 203, 210, 211, 212, 213,
		300, 301, 302, 303, 310, 311, 312, 313,
	}
	want := []float32{
		100, 200, 300, 101, 201, 301, 110, 210, 310, 111, 211, 311,
		102, 202, 302, 103, 203, 303, 112, 212, 312, 113, 213, 313,
	}
	patches := make([]float32, 24)
	CutPatches(patches, image, p)
	wantNear(t, "patches", patches, want, 0)
	back := make([]float32, 24)
	JoinPatches(back, patches, p)
	wantNear(t, "the image joined again", back, image, 0)

	CutPatches(patches, image, p) // adds
	JoinPatches(back, want, p)
	for i := range want {
		want[i], image[i] = 2*want[i], 2*image[i]
	}
	wantNear(t, "patches twice", patches, want, 0)
	wantNear(t, "the image twice", back, image, 0)
}

// TestPatches: the grid counts row by row.
func TestPatches(t *testing.T) {
	p := Patches{C: 3, H: 6, W: 4, P: 2}
	if p.Rows() != 3 || p.Cols() != 2 || p.Count() != 6 || p.Size() != 12 {
		t.Errorf("%d×%d patches, %d in all of %d values, want 3×2, 6 of 12", p.Rows(), p.Cols(), p.Count(), p.Size())
	}
	if n := (Patches{}).Count(); n != 0 {
		t.Errorf("the zero grid has %d patches", n)
	}
	image, patches := make([]float32, 72), make([]float32, 72)
	for i := range 24 {
		image[i] = float32(i/8*2 + i%4/2) // the patch that a pixel of the first channel lies in
	}
	CutPatches(patches, image, p)
	for i, v := range patches {
		if want := float32(i / 12); i%3 == 0 && v != want {
			t.Fatalf("value %d of patch %v lies in patch %v", i%12, want, v)
		}
	}
}

func TestPatches_BadInput(t *testing.T) {
	x, p := make([]float32, 12), Patches{C: 3, H: 2, W: 2, P: 2}
	wantPanic(t, badLength, func() { CutPatches(x[1:], x, p) })
	wantPanic(t, badLength, func() { CutPatches(x, x[1:], p) })
	wantPanic(t, badLength, func() { JoinPatches(x[1:], x, p) })
	wantPanic(t, badLength, func() { JoinPatches(x, x[1:], p) })
}
