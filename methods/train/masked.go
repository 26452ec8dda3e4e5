package train

import (
	"errors"
	"fmt"

	"petri/models"
	"petri/models/kernel"
	"petri/models/op"
	"petri/models/spec"
	"petri/models/stream"
)

// masked returns the model, if it is one that is masked.
func (s *Session) masked() (models.Masked[float32], bool) {
	m, ok := s.model.(models.Masked[float32])
	return m, ok
}

// ErrNotMasked answers what only a masked model can do.
var ErrNotMasked = errors.New("this model sees whole pictures: choose a masked autoencoder to have some filled in")

// Patches is the grid that a masked model cuts images into; zero if it is none.
func (s *Session) Patches() kernel.Patches {
	if m, ok := s.masked(); ok {
		return m.Patches()
	}
	return kernel.Patches{}
}

// A Filling is what a masked model makes of one image.
type Filling struct {
	Index    int       // in the test set; -1 if it is of somebody else
	Label    int       // class
	Original []float32 // C×H×W values in [0,1]
	Filled   []float32 // what the model says of every patch, the visible ones too
	Hidden   []bool    // by patch
}

// Fillings returns what the model makes of the first count test examples, whose
// masks are those of every measurement.
func (s *Session) Fillings(count int) (list []Filling, err error) {
	count = min(count, len(s.set.TestY))
	if s.cutter == nil {
		return nil, ErrNotMasked
	}
	rng, L := stream.New(s.Config.Seed, testMasks), s.cutter.Patches()
	order := make([]int32, L)
	for i := range count {
		s.cutter.Cut(order, rng)
		f, err := s.fillIn(s.Picture(i), order, s.cutter.Keep())
		if err != nil {
			return nil, err
		}
		f.Index, f.Label = i, int(s.set.TestY[i])
		list = append(list, f)
	}
	return list, nil
}

// Fill returns what the model makes of an image, C×H×W values in [0,1], of which
// it does not see the patches that are hidden.
func (s *Session) Fill(image []float32, hidden []bool) (Filling, error) {
	if s.cutter == nil {
		return Filling{}, ErrNotMasked
	}
	L := s.cutter.Patches()
	if want := s.set.Shape.Size(); len(image) != want || len(hidden) != L {
		return Filling{}, fmt.Errorf("a picture has %d values and a mask %d patches, not %d and %d", want, L, len(image), len(hidden))
	}
	var visible, masked []int32
	for patch, is := range hidden {
		if is {
			masked = append(masked, int32(patch))
		} else {
			visible = append(visible, int32(patch))
		}
	}
	if len(visible) == 0 {
		return Filling{}, &spec.FieldError{Field: "mask", Message: "the model needs to see something: leave at least one patch visible"}
	}
	return s.fillIn(image, append(visible, masked...), len(visible))
}

// fillIn has the model fill in one image, whose pixels lie as a person sees
// them.
func (s *Session) fillIn(image []float32, order []int32, visible int) (f Filling, err error) {
	defer rescue(&err)
	m, _ := s.masked()
	s.fill()
	x := s.looks.one(image, s.set.Order)
	f = Filling{Index: -1, Label: -1, Original: image, Filled: make([]float32, len(image)), Hidden: make([]bool, len(order))}
	filled := op.Data[float32](m.Reconstruct(s.looks.tape, models.Batch{X: x, Labels: []int32{0}, Order: order, Visible: visible}))
	copy(f.Filled, filled)
	for j, from := range s.set.Order {
		f.Filled[from] = filled[j]
	}
	for _, patch := range order[visible:] {
		f.Hidden[patch] = true
	}
	return f, nil
}

// PatchErrors is the mean squared error of each patch where it was hidden, over
// the last measurement; nil if there was none.
func (s *Session) PatchErrors() []float32 { return s.score.Hidden.Means() }
