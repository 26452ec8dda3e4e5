package mask

import "testing"

func TestMeasureByHand(t *testing.T) {
	// ■ ■ · ■
	// ■ · ■ ·
	// · · ■ ■
	got := Measure([]int32{0, 1, 3, 4, 6, 10, 11}, 3, 4)
	// Edges: 0-1, 0-4, 6-10, 10-11. Corners: 1-4, 1-6, 3-6, 6-11. Pieces: {0 1 4} {3} {6 10 11}.
	if want := (Stats{J: 4. / 7, C: 3, X: 4. / 7}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	all := make([]int32, 12)
	for i := range all {
		all[i] = int32(i)
	}
	if got, want := Measure(all, 3, 4), (Stats{J: 17. / 12, C: 1, X: 1}); got != want {
		t.Errorf("everything visible: got %+v, want %+v", got, want)
	}
	if got, want := Measure([]int32{3, 4}, 2, 4), (Stats{C: 2}); got != want {
		t.Errorf("the ends of two rows are no neighbours: got %+v, want %+v", got, want)
	}
}

// METHODS C2: W=14: 364·48/(196·195) = .457; W=7: 84·11/(49·48) = .393.
func TestWhiteJ(t *testing.T) {
	for _, tc := range []struct {
		rows, cols, keep int
		want             float64
	}{{14, 14, 49, .457}, {7, 7, 12, .393}, {2, 3, 6, 7. / 6}, {1, 2, 1, 0}} {
		if got := WhiteJ(tc.rows, tc.cols, tc.keep); !near(got, tc.want, 5e-4) {
			t.Errorf("WhiteJ(%d, %d, %d) = %v, want %v", tc.rows, tc.cols, tc.keep, got, tc.want)
		}
	}
}
