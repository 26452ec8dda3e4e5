package train

import "petri/methods/analysis"

// A Trail is the path of a run in the weights of its model, kept to be shown on the
// landscapes of other runs.
type Trail struct {
	Name    string
	points  []point // values of all weights
	tensors []analysis.Tensor
}

// Trail keeps the path of the session until now, under a name.
func (s *Session) Trail(name string, yield func() bool) (t *Trail, err error) {
	defer rescue(&err)
	twin, err := s.twin(1, yield)
	if err != nil {
		return nil, err
	}
	twin.overWeights()
	t = &Trail{Name: name, tensors: twin.tensors()}
	for _, p := range s.points() {
		t.points = append(t.points, point{p.step, twin.values(p.values)})
	}
	return t, nil
}

// rows are its points.
func (t *Trail) rows() (rows [][]float32) {
	for _, p := range t.points {
		rows = append(rows, p.values)
	}
	return rows
}
