package train

import (
	"context"
	"io/fs"
	"sync"

	"petri/models/data"
	"petri/models/layer"
	"petri/models/op"
	"petri/models/spec"
)

// Theta holds the values of a model's parameters θ, tensor by tensor.
type Theta [][]float32

// put writes the weights into the parameters of the same model. The error is a
// *spec.FieldError.
func (w Theta) put(params []layer.Named) error {
	for i, p := range params {
		if len(w) != len(params) || len(w[i]) != p.Size() {
			return &spec.FieldError{Field: "start", Message: "the weights to start from are of another build of the model: choose a random start, or make them again with `make pretrain`"}
		}
		copy(op.Data[float32](p), w[i])
	}
	return nil
}

// A Source has what runs are made of: it loads their data sets and trains the
// weights that they start from, and keeps the last ones for the next run. Any
// number of goroutines may use it.
type Source struct {
	files  fs.FS
	mu     sync.Mutex
	set    *data.Set // the last one loaded
	of     spec.Data
	starts []start // the last ones trained, newest at the end
}

type start struct {
	config string // of the training
	theta0 Theta
}

// startsKept is how many starts a Source keeps: runs of one recipe often take
// turns between a few seeds.
const startsKept = 4

// NewSource returns a Source that reads data sets and weights from files, see
// data.Load and data.Site.
func NewSource(files fs.FS) *Source { return &Source{files: files} }

// A Watch lets its owner take part in what takes long; the zero Watch has none.
type Watch struct {
	Told  func(work string, part float64) // how much of the work so named is done, in [0,1]
	Yield func() bool                     // as Session.Yield
}

var unwatched = Watch{func(string, float64) {}, func() bool { return true }}

// Open sets up the run that cfg describes, which must be complete, with all
// that it takes: its data and the training of its first weights. It gives up
// when ctx ends.
func (s *Source) Open(ctx context.Context, cfg spec.Config) (*Session, error) {
	return s.open(ctx, cfg, Watch{})
}

func (s *Source) open(ctx context.Context, cfg spec.Config, w Watch) (*Session, error) {
	set, theta0, err := s.Get(ctx, cfg, w)
	if err != nil {
		return nil, err
	}
	return New(cfg, set, theta0)
}

// Get returns what New and Saved.Open take to set up the run that cfg
// describes: the loaded data set and, unless they are random, the weights that
// it starts from. It gives up when ctx ends or w's Yield says so.
func (s *Source) Get(ctx context.Context, cfg spec.Config, w Watch) (*data.Set, Theta, error) {
	if w.Told == nil {
		w.Told = unwatched.Told
	}
	if w.Yield == nil {
		w.Yield = unwatched.Yield
	}
	theta0, err := s.start(ctx, cfg, w)
	if err != nil {
		return nil, nil, err
	}
	set, err := s.load(ctx, cfg.Data, w)
	return set, theta0, err
}

// Fits reports what of cfg, which must be complete, does not go with its data or its
// model: what New would refuse. Nothing is trained for it.
func (s *Source) Fits(ctx context.Context, cfg spec.Config) (err error) {
	defer rescue(&err)
	set, err := s.load(ctx, cfg.Data, unwatched)
	if err != nil {
		return err
	}
	task, err := set.Task(cfg.Data, cfg.Seed)
	if err != nil {
		return err
	}
	tried := &Session{Config: cfg, set: task}
	if err := tried.build(); err != nil {
		return err
	}
	return tried.bind()
}

// Data returns a data set. It gives up when ctx ends.
func (s *Source) Data(ctx context.Context, d spec.Data) (*data.Set, error) {
	return s.load(ctx, d, unwatched)
}

// load returns the data set, the last one loaded if that fits.
func (s *Source) load(ctx context.Context, d spec.Data, w Watch) (*data.Set, error) {
	d = spec.Data{Name: d.Name, Train: d.Train, Test: d.Test} // what is made of it comes later
	s.mu.Lock()
	set, of := s.set, s.of
	s.mu.Unlock()
	if set != nil && of == d {
		return set, nil
	}
	set, err := data.Load(ctx, s.files, d.Name, d.Train, d.Test, func(part float64) { w.Told("loading "+d.Name, part) })
	if err == nil {
		s.mu.Lock()
		s.set, s.of = set, d
		s.mu.Unlock()
	}
	return set, err
}
