"""Making the pipelines that the package ships."""
