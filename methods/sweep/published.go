package sweep

import "petri/models/spec"

// A Published is a measurement of an intrinsic dimension that somebody has
// published, to be compared with.
type Published struct {
	Title    string // what was measured
	Source   string // who published it
	Link     string // address of the paper
	Size     int    // D, all parameters of the network
	Images   int    // training examples, without those kept back
	Epochs   int    // how often each was learned from
	Runs     int    // that each mean is of
	Baseline float64
	Bar      float64  // absolute accuracy
	Dim      int      // d_int of the bar, as published: a dimension that was tried
	Means    []Record // ascending in Dim
}

// A Record is a published mean accuracy, in [0,1], at d dimensions.
type Record struct {
	Dim  int
	Mean float64
}

// PublishedFor returns the measurement whose network and task are those of a
// complete recipe; nil if there is none. It may have had more images and more
// epochs than the recipe has.
func PublishedFor(cfg spec.Config) *Published {
	if cfg.Data.Name != "mnist" || cfg.Data.Classes != spec.AllClasses || cfg.Start.From != spec.RandomStart || cfg.Method.Name != "subspace" {
		return nil
	}
	if cfg.Data.Shots != 0 || cfg.Data.Shift != "" && cfg.Data.Shift != spec.Unshifted {
		return nil
	}
	if cfg.Model.Name == "mlp" && (cfg.Model.Knobs.Int("width") != 200 || cfg.Model.Knobs.Int("depth") != 2) {
		return nil
	}
	return map[[2]string]*Published{
		{"mlp", spec.Unshuffled}:       &mlp,
		{"mlp", spec.ShuffledPixels}:   &mlpShuffled,
		{"lenet", spec.Unshuffled}:     &lenet,
		{"lenet", spec.ShuffledPixels}: &lenetShuffled,
	}[[2]string{cfg.Model.Name, cfg.Data.Shuffle}]
}

// The curves of Li et al. 2018, from the arrays of main_plots.ipynb in the
// authors' repository uber-research/intrinsic-dimension, a mean over the runs
// where there are several. They call the accuracy on the test images
// validation accuracy. The intrinsic dimensions are those of the paper's
// table 1, for an accuracy of .90 on the test images; the notebook's means of
// the MLP pass .90 only between 800 and 850.
var (
	mlp = published("MLP 784-200-200-10, MNIST", 199_210, 3, .981, 750, []Record{
		{10, .175}, {50, .451}, {100, .593}, {200, .758}, {300, .818}, {400, .839}, {500, .865}, {600, .880}, {700, .890},
		{750, .894}, {800, .900}, {850, .903}, {1000, .907}, {1250, .919}, {1500, .925}})
	lenet = published("LeNet, MNIST", 44_426, 3, .991, 290, []Record{
		{10, .129}, {50, .570}, {100, .763}, {150, .836}, {200, .864}, {250, .887}, {275, .898}, {290, .901}, {350, .917},
		{500, .939}, {1000, .963}, {1500, .969}, {2000, .975}, {3000, .981}, {5000, .983}})
	mlpShuffled = published("MLP 784-200-200-10, MNIST with shuffled pixels", 199_210, 1, .984, 750, []Record{
		{10, .166}, {50, .448}, {100, .645}, {200, .785}, {300, .839}, {400, .864}, {500, .886}, {600, .897}, {700, .906},
		{800, .911}, {1000, .919}, {1250, .928}, {1500, .936}})
	lenetShuffled = published("LeNet, MNIST with shuffled pixels", 44_426, 1, .956, 1400, []Record{
		{200, .679}, {300, .765}, {400, .792}, {500, .836}, {750, .868}, {1000, .885}, {1200, .893}, {1400, .902}, {2000, .917},
		{3000, .927}, {4000, .936}})
)

// published fills in what all of them share. They kept 10,000 of the 60,000 training
// images back: every training accuracy below 1 in their notebook is a multiple of
// 1/50,000.
func published(title string, size, runs int, baseline float64, dim int, means []Record) Published {
	return Published{Title: title, Source: "Li et al. 2018", Link: "https://arxiv.org/abs/1804.08838", Size: size, Images: 50_000, Epochs: 100,
		Runs: runs, Baseline: baseline, Bar: .9, Dim: dim, Means: means}
}
