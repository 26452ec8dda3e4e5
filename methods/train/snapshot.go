package train

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"

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
		if !slices.ContainsFunc(s.params, func(q layer.Named) bool { return q.Param == p.Param }) {
			tensors = append(tensors, tensorsOf([]layer.Named{p})...)
		}
	}
	return s.file(tensors, nil)
}

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

// ConfigOf reads the config out of a file that Snapshot or Export wrote.
func ConfigOf(file []byte) (spec.Config, error) {
	var cfg spec.Config
	f, err := weights.Read(file)
	if err != nil {
		return cfg, err
	}
	if f.Meta[metaConfig] == "" {
		return cfg, errors.New("the file says nothing of a Petri run: choose one that was saved here")
	}
	if err := json.Unmarshal([]byte(f.Meta[metaConfig]), &cfg); err != nil {
		return cfg, fmt.Errorf("the run in the file cannot be read: %w", err)
	}
	return Catalogue().Complete(cfg)
}

// Restore rebuilds the session of a file whose ConfigOf is cfg. From a
// snapshot it goes on to the bit; from exported weights it goes on with a
// fresh optimiser, and its digest says so by differing.
func Restore(cfg spec.Config, set *data.Set, file []byte) (*Session, error) {
	s, err := New(cfg, set)
	if err != nil {
		return nil, err
	}
	f, err := weights.Read(file)
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal([]byte(f.Meta[metaProgress]), &s.at); err != nil {
		return nil, fmt.Errorf("the progress in the file cannot be read: %w", err)
	}
	for _, p := range s.trained {
		if err := take(op.Data[float32](p), p.Name, f); err != nil {
			return nil, err
		}
	}
	if f.Meta[metaHash] == "" {
		s.digest.Write([]byte("from weights " + f.Meta[metaDigest]))
		return s, nil
	}
	for i, p := range s.trained {
		for j, slot := range s.optim.slots {
			if err := take(s.optim.state[i][j], stateName(slot, p), f); err != nil {
				return nil, err
			}
		}
	}
	var hash []byte
	if err := json.Unmarshal([]byte(f.Meta[metaHash]), &hash); err != nil {
		return nil, fmt.Errorf("the digest in the file cannot be read: %w", err)
	}
	if err := s.digest.load(hash); err != nil {
		return nil, fmt.Errorf("the digest in the file cannot be taken up: %w", err)
	}
	return s, nil
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
