package train

import (
	"encoding/json"
	"errors"
	"fmt"

	"petri/models/data"
	"petri/models/layer"
	"petri/models/op"
	"petri/models/spec"
	"petri/models/weights"
)

// Keys of a file's metadata.
const (
	metaConfig   = "petri.config"
	metaProgress = "petri.progress"
	metaDigest   = "petri.digest" // of the run so far, hexadecimal
	metaHash     = "petri.hash"   // state of the digest: only snapshots have it
	statePrefix  = "optimiser."   // of the names of an optimiser's tensors
)

// Snapshot returns all that is needed to go on from here as safetensors: the
// trained values, the optimiser's state and the digest's. It may be called in
// the middle of a step, and is then as the step began.
func (s *Session) Snapshot() ([]byte, error) {
	tensors := tensorsOf(s.trained)
	for i, p := range s.trained {
		for j, slot := range s.optim.slots {
			tensors = append(tensors, weights.Tensor{Name: stateName(slot, p), Shape: p.Shape(), Data: s.optim.state[i][j]})
		}
	}
	return s.file(tensors, map[string]string{metaHash: string(must(json.Marshal(s.digest.save())))})
}

// Export returns the model's weights, and whatever else the method trains, as
// safetensors.
func (s *Session) Export() ([]byte, error) {
	s.fill()
	tensors := tensorsOf(s.params)
	for _, p := range s.trained {
		if !among(s.params, p) {
			tensors = append(tensors, tensorsOf([]layer.Named{p})...)
		}
	}
	return s.file(tensors, nil)
}

// Model returns the values that the optimiser holds as safetensors. It is the
// whole model: what is not in the file follows from the config, seed and all.
func (s *Session) Model() ([]byte, error) { return s.file(tensorsOf(s.trained), nil) }

func (s *Session) file(tensors []weights.Tensor, meta map[string]string) ([]byte, error) {
	f := weights.File{Tensors: tensors, Meta: map[string]string{
		metaConfig:   string(s.Config.JSON()),
		metaProgress: string(must(json.Marshal(s.at))),
		metaDigest:   s.Digest(),
	}}
	for k, v := range meta {
		f.Meta[k] = v
	}
	return weights.Write(f)
}

// Saved is a file that Snapshot or Export wrote.
type Saved struct {
	Config spec.Config
	file   weights.File
	at     progress
}

// Read checks a file. The error is a sentence for the person who chose it.
func Read(file []byte) (*Saved, error) {
	f, err := weights.Read(file)
	if err != nil {
		return nil, err
	}
	if f.Meta[metaConfig] == "" {
		return nil, errors.New("the file says nothing of a Petri run: choose one that was saved here")
	}
	r := &Saved{file: f}
	if err := json.Unmarshal([]byte(f.Meta[metaConfig]), &r.Config); err != nil {
		return nil, fmt.Errorf("the run in the file cannot be read: %w", err)
	}
	if r.Config, err = Catalogue().Complete(r.Config); err != nil {
		return nil, err
	}
	if err := json.Unmarshal([]byte(f.Meta[metaProgress]), &r.at); err != nil {
		return nil, fmt.Errorf("the progress in the file cannot be read: %w", err)
	}
	return r, r.at.check(r.Config.Stop)
}

// check refuses what no run can have come to.
func (p progress) check(stop spec.Stop) error {
	_, badLR := lrKnob.Check(p.LR)
	_, badTurn := lrKnob.Check(p.Turn)
	if p.Step < 0 || p.Step > stop.Steps || p.Updates < 0 || p.Updates > p.Step || p.Judged < 0 || p.Judged > p.Step ||
		p.Stale < 0 || badLR != nil || (p.Turn != 0 && badTurn != nil) {
		return errors.New("the progress in the file is not that of any run: the file is damaged, choose another")
	}
	return nil
}

// Open rebuilds the session on the data set and the first weights of the file's config. From a
// snapshot it goes on to the bit; from exported weights it goes on with a
// fresh optimiser, and its digest says so by differing.
func (r *Saved) Open(set *data.Set, theta0 Theta) (*Session, error) {
	s, err := New(r.Config, set, theta0)
	if err != nil {
		return nil, err
	}
	s.at = r.at
	for _, p := range s.trained {
		if err := take(op.Data[float32](p), p.Name, r.file); err != nil {
			return nil, err
		}
	}
	if r.file.Meta[metaHash] == "" {
		s.at.Updates = 0
		s.digest.Write([]byte("from weights " + r.file.Meta[metaDigest]))
		return s, nil
	}
	return s, r.goOn(s)
}

// goOn takes up what only a snapshot has.
func (r *Saved) goOn(s *Session) error {
	for i, p := range s.trained {
		for j, slot := range s.optim.slots {
			if err := take(s.optim.state[i][j], stateName(slot, p), r.file); err != nil {
				return err
			}
		}
	}
	var hash []byte
	if err := json.Unmarshal([]byte(r.file.Meta[metaHash]), &hash); err != nil {
		return fmt.Errorf("the digest in the file cannot be read: %w", err)
	}
	if err := s.digest.load(hash); err != nil {
		return fmt.Errorf("the digest in the file cannot be taken up: %w", err)
	}
	return nil
}

// take copies the tensor of that name out of f.
func take(dst []float32, name string, f weights.File) error {
	for _, t := range f.Tensors {
		if t.Name != name {
			continue
		}
		if len(t.Data) != len(dst) {
			return fmt.Errorf("%s has %d values in the file and %d in the run: the file is of another network", name, len(t.Data), len(dst))
		}
		copy(dst, t.Data)
		return nil
	}
	return fmt.Errorf("the file holds no %s: it is of another network or method", name)
}

func tensorsOf(params []layer.Named) []weights.Tensor {
	var tensors []weights.Tensor
	for _, p := range params {
		tensors = append(tensors, weights.Tensor{Name: p.Name, Shape: p.Shape(), Data: op.Data[float32](p)})
	}
	return tensors
}

func stateName(slot string, p layer.Named) string { return statePrefix + slot + "." + p.Name }

// must is for encodings that cannot fail.
func must(b []byte, err error) []byte {
	if err != nil {
		panic(err)
	}
	return b
}
