package data

import (
	"slices"
	"testing"

	"petri/models/spec"
)

// By hand, for 2×3 pixels. In red: 10 has nothing before it; 12 − 10; 11 − 12;
// 20 − 10; for 25 the median of 20, 12 and 20 + 12 − 10 is 20; for 24 that of 25, 11
// and 25 + 11 − 12 is 24. Green is red plus 5, so only its first difference is
// another. Blue is 0 and foretold, so less those of green.
func TestEncode(t *testing.T) {
	s := spec.Shape{C: 3, H: 2, W: 3}
	image := []uint8{
		10, 12, 11, 20, 25, 24,
		15, 17, 16, 25, 30, 29,
		0, 0, 0, 0, 0, 0,
	}
	b := slices.Clone(image)
	Encode(b, s)
	red := []uint8{10, 2, 255, 10, 5, 0}
	if want := slices.Concat(red, []uint8{5, 0, 0, 0, 0, 0}, []uint8{256 - 15, 254, 1, 246, 251, 0}); !slices.Equal(b, want) {
		t.Errorf("got %v, want %v", b, want)
	}
	if decode(b, s); !slices.Equal(b, image) {
		t.Errorf("decoded to %v", b)
	}
}

func TestEncode_oneChannel(t *testing.T) {
	b := []uint8{1, 2, 3, 4}
	if Encode(b, spec.Shape{C: 1, H: 2, W: 2}); !slices.Equal(b, []uint8{1, 2, 3, 4}) {
		t.Errorf("got %v", b)
	}
}

func FuzzEncode(f *testing.F) {
	f.Add([]byte("two images of 3 channels"), uint8(2), uint8(2))
	f.Add([]byte{}, uint8(1), uint8(1))
	f.Fuzz(func(t *testing.T, b []byte, h, w uint8) {
		s := spec.Shape{C: 3, H: 1 + int(h), W: 1 + int(w)}
		images := b[:len(b)/s.Size()*s.Size()]
		got := slices.Clone(images)
		Encode(got, s)
		if decode(got, s); !slices.Equal(got, images) {
			t.Errorf("%v became %v", images, got)
		}
	})
}

// The 3,657 training images of photos.
func BenchmarkDecode(b *testing.B) {
	s := spec.Shape{C: 3, H: 32, W: 32}
	images := make([]uint8, 3657*s.Size())
	b.SetBytes(int64(len(images)))
	for b.Loop() {
		decode(images, s)
	}
}
