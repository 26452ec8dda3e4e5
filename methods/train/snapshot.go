package train

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"

	"petri/methods"
	"petri/models/data"
	"petri/models/layer"
	"petri/models/op"
	"petri/models/spec"
	"petri/models/weights"
)

// Keys of a file's metadata.
const (
	metaKind     = "petri.kind"
	metaConfig   = "petri.config"
	metaProgress = "petri.progress"
	metaMeasured = "petri.measured"
	metaDigest   = "petri.digest" // of the run so far, hexadecimal
	metaHash     = "petri.hash"   // state of the digest: only snapshots have it
	metaMerged   = "petri.merged" // tensors of the model that hold what was learned
	metaBeside   = "petri.beside" // tensors that are not the model's
	metaNote     = "petri.note"
	metaAdapter  = "adapter_config"
	statePrefix  = "optimiser." // of the names of an optimiser's tensors
)

// A Kind is what a file holds of a run.
type Kind string

// The kinds of files.
const (
	Snapshot Kind = "snapshot" // all that is needed to go on to the bit
	Weights  Kind = "weights"  // every weight, for other programs
	Model    Kind = "model"    // what was trained: the rest follows from the config
	Adapter  Kind = "adapter"  // the same, by the names of Python's peft
)

// A Measurement is what was found on the test set.
type Measurement struct {
	Step    int                `json:"step"`
	Metrics map[string]float64 `json:"metrics"` // those that are finite
}

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
	return s.file(Snapshot, tensors, map[string]string{metaHash: encode(s.digest.save())})
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
	return s.file(Weights, tensors, s.merged())
}

// merged says for other programs what was learned beside the model's own weights, and
// whether these hold it already: whoever adds it has it twice.
func (s *Session) merged() map[string]string {
	own, beside := []string{}, []string{}
	for _, t := range s.Ledger.Tensors {
		switch t.Role {
		case spec.Derived:
			own = append(own, t.Name)
		case spec.Added:
			beside = append(beside, t.Name)
		}
	}
	switch {
	case len(beside) == 0:
		return nil
	case len(own) == 0:
		return map[string]string{metaMerged: encode(own), metaBeside: encode(beside),
			metaNote: "What " + metaBeside + " names was learned beside the model's weights, which do not hold it."}
	}
	return map[string]string{metaMerged: encode(own), metaBeside: encode(beside),
		metaNote: "What " + metaMerged + " names are weights as the model uses them: what was learned, " + metaBeside + ", is in them already. Do not add it again."}
}

// Adapter returns the trained values under the names of Python's peft, which finds its
// adapter_config.json in the metadata.
func (s *Session) Adapter() ([]byte, error) {
	p, ok := s.method.(methods.Portable)
	if !ok {
		return nil, fmt.Errorf("what %s trains is no adapter that Python's peft knows: save its model or its weights", s.Config.Method.Name)
	}
	name, config := p.Port()
	tensors := tensorsOf(s.trained)
	for i := range tensors {
		tensors[i].Name = name(tensors[i].Name)
	}
	return s.file(Adapter, tensors, map[string]string{metaAdapter: encode(config)})
}

// Model returns the values that the optimiser holds as safetensors. It is the
// whole model: what is not in the file follows from the config, seed and all.
func (s *Session) Model() ([]byte, error) { return s.file(Model, tensorsOf(s.trained), nil) }

// Half is Model with every value as float16, to the nearest, in half as many bytes.
func (s *Session) Half() ([]byte, error) {
	tensors := tensorsOf(s.trained)
	for i := range tensors {
		tensors[i].Half = true
	}
	return s.file(Model, tensors, nil)
}

func (s *Session) file(kind Kind, tensors []weights.Tensor, more map[string]string) ([]byte, error) {
	f := weights.File{Tensors: tensors, Meta: map[string]string{
		metaKind:     string(kind),
		metaConfig:   string(s.Config.JSON()),
		metaProgress: encode(s.at),
		metaMeasured: encode(s.measured()),
		metaDigest:   s.Digest(),
		metaSum:      unsummed,
	}}
	maps.Copy(f.Meta, more)
	b, err := weights.Write(f)
	if err == nil {
		seal(b)
	}
	return b, err
}

// measured is the last measurement of the run, if there was one.
func (s *Session) measured() Measurement {
	m := Measurement{Step: s.scored}
	if s.found != nil {
		m.Metrics = maps.Clone(s.found)
		maps.DeleteFunc(m.Metrics, func(_ string, v float64) bool { return !finite(float32(v)) })
	}
	return m
}

// Saved is a file that Snapshot, Export or Model wrote.
type Saved struct {
	Config   spec.Config
	Kind     Kind
	Measured Measurement // the last one before it was saved
	file     weights.File
	at       progress
}

// Read checks a file. The error is a sentence for the person who chose it.
func Read(file []byte) (*Saved, error) {
	f, err := weights.Read(file)
	if err != nil {
		return nil, fmt.Errorf("the file cannot be opened: %w", err)
	}
	r := &Saved{file: f, Kind: Kind(f.Meta[metaKind])}
	switch r.Kind {
	case Snapshot, Weights, Model, Adapter:
	case "":
		return nil, errors.New("the file says nothing of a Petri run: choose one that was saved here")
	default:
		return nil, fmt.Errorf("the file holds a %s, which this Petri does not know: open it with the Petri that wrote it", r.Kind)
	}
	if !sealed(file) {
		return nil, errors.New("the file is not as Petri saved it: it was damaged or changed, so choose another copy")
	}
	for _, part := range []struct {
		key  string
		into any
	}{{metaConfig, &r.Config}, {metaProgress, &r.at}, {metaMeasured, &r.Measured}} {
		if err := json.Unmarshal([]byte(f.Meta[part.key]), part.into); err != nil {
			return nil, fmt.Errorf("the %s in the file cannot be read: %w", part.key, err)
		}
	}
	if r.Config, err = Catalogue().Complete(r.Config); err != nil {
		return nil, err
	}
	return r, r.at.check(r.Config.Stop)
}

// Turns are those that the run had before it was saved.
func (r *Saved) Turns() []Turn { return r.at.Turns }

// check refuses what no run can have come to.
func (p progress) check(stop spec.Stop) error {
	_, badLR := lrKnob.Check(p.LR)
	_, badTurn := lrKnob.Check(p.Turn)
	turned := slices.ContainsFunc(p.Turns, func(t Turn) bool { return t.Step < 0 || t.Step >= p.Step })
	if p.Step < 0 || p.Step > stop.Steps || p.Updates < 0 || p.Updates > p.Step || p.Judged < 0 || p.Judged > p.Step ||
		p.Stale < 0 || turned || badLR != nil || (p.Turn != 0 && badTurn != nil) {
		return errors.New("the progress in the file is not that of any run: the file is damaged, choose another")
	}
	return nil
}

// Open rebuilds the session on the data set and the first weights of the file's
// config, as New sets it up. From a snapshot it goes on to the bit; from weights
// or a model it goes on with a fresh optimiser, and its digest says so by
// differing.
func (r *Saved) Open(set *data.Set, theta0 Theta) (*Session, error) {
	s, err := New(r.Config, set, theta0)
	if err != nil {
		return nil, err
	}
	s.at = r.at
	name := func(own string) string { return own }
	if p, ok := s.method.(methods.Portable); ok && r.Kind == Adapter {
		name, _ = p.Port()
	}
	for _, p := range s.trained {
		if err := take(op.Data[float32](p), name(p.Name), r.file); err != nil {
			return nil, err
		}
	}
	if r.Kind != Snapshot {
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

// encode is for values that JSON can always hold.
func encode(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}
